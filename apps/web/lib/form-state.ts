import type { FailureView } from './failure-view.ts'

/** What a form's action answers when it did not lead elsewhere. */
export interface FormState {
  readonly failure?: FailureView
  /** What was typed, so that it stands there again. */
  readonly values?: Readonly<Record<string, string>>
  /** Set when it worked and the page stays. */
  readonly done?: true
}

/** The text fields of a form. Files are left out. */
export function textsOf(form: FormData): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, value] of form) if (typeof value === 'string' && !name.startsWith('$')) texts[name] = value
  return texts
}
