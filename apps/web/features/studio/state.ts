import type { FormState } from '../../lib/form-state.ts'

/** What a form of the studio answers when nothing was begun. */
export interface StudioState extends FormState {
  /** When the AI service is down: what there is from before. */
  readonly earlier?: readonly { readonly id: string; readonly title: string }[]
}
