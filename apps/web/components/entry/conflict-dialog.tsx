'use client'
import { Button } from '@banyan/ui/button'
import { Dialog } from '@banyan/ui/dialog'
import { useRouter } from 'next/navigation'
import type { useEntry } from './use-entry.ts'

export interface ConflictDialogProps {
  readonly entry: ReturnType<typeof useEntry>
  /** The text here, as people read it. */
  readonly mine: string
}

/**
 * Shown when an entry was changed elsewhere since it was opened here: nothing is overwritten without being asked. Taking
 * the other text loads the page again, whose editor is keyed by the entry's version.
 */
export function ConflictDialog({ entry, mine }: ConflictDialogProps) {
  const router = useRouter()
  const { theirs, keepMine, dismiss, saving } = entry
  const take = () => {
    dismiss()
    router.refresh()
  }
  return (
    <Dialog
      look="wide"
      open={theirs !== undefined}
      onClose={dismiss}
      title="Changed elsewhere"
      description="This entry was saved in another tab or on another device after you opened it. Which text should stand?"
      footer={
        <>
          <Button variant="ghost" onClick={dismiss}>
            Go on editing
          </Button>
          <Button onClick={take}>Take the other one</Button>
          <Button variant="primary" onClick={keepMine} busy={saving}>
            Keep mine
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Side title="Yours" text={mine} />
        <Side title="The other one" text={theirs ?? ''} />
      </div>
    </Dialog>
  )
}

function Side({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 font-medium text-sm">{title}</h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-72 overflow-auto whitespace-pre-wrap rounded-md border border-line bg-sunken p-3 font-sans text-sm [overflow-wrap:anywhere]"
      >
        {text}
      </pre>
    </section>
  )
}
