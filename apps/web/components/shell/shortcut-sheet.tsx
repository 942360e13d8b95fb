'use client'
import { Dialog } from '@banyan/ui/dialog'
import { Kbd } from '@banyan/ui/kbd'
import { places } from './navigation.ts'

/** Every shortcut on one sheet. */
export function ShortcutSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" look="wide">
      <dl className="grid grid-cols-1 gap-x-10 gap-y-1.5 text-sm sm:grid-cols-2">
        {SHORTCUTS.map(({ keys, what }) => (
          <div key={what} className="flex items-center justify-between gap-4">
            <dt>{what}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

const SHORTCUTS: readonly { readonly keys: readonly string[]; readonly what: string }[] = [
  { keys: ['Ctrl', 'K'], what: 'Command palette' },
  { keys: ['/'], what: 'Search on this page' },
  { keys: ['Ctrl', 'S'], what: 'Save changes' },
  { keys: ['?'], what: 'This sheet' },
  ...places.map(({ key, label }) => ({ keys: ['g', key], what: `Go to ${label.toLowerCase()}` })),
]
