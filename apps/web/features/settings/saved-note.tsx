import { Check } from 'lucide-react'
import type { FormState } from '../../lib/form-state.ts'

/** Says beside the button that it worked. */
export function SavedNote({ state, pending }: { readonly state: FormState; readonly pending: boolean }) {
  return (
    <span role="status" className="flex items-center gap-1.5 text-ink-3 text-sm">
      {state.done && !pending && (
        <>
          <Check aria-hidden className="size-4 text-accent" />
          Saved
        </>
      )}
    </span>
  )
}
