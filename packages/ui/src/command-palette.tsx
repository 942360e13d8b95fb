'use client'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog } from './dialog.tsx'

export interface CommandEntry {
  readonly key: string
  readonly label: string
  readonly icon?: ReactNode
  /** On the right: a shortcut, a type. */
  readonly aside?: ReactNode
  /** More words by which it is found. */
  readonly words?: readonly string[]
  /** Shown whatever is typed, for what the server has found or what takes the text as its input. */
  readonly always?: boolean
  readonly run: () => void
}

export interface CommandPaletteProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly text: string
  readonly onText: (text: string) => void
  readonly groups: readonly { readonly heading: string; readonly entries: readonly CommandEntry[] }[]
}

/** Everything there is to go to or to do, found by typing. Load it when it is first asked for: it is large. */
export function CommandPalette({ open, onClose, text, onText, groups }: CommandPaletteProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Command palette" look="bare">
      <Command label="Command palette" loop className="flex min-h-0 flex-1 flex-col">
        <div className="flex items-center gap-2.5 border-line border-b px-4">
          <Search aria-hidden className="size-4.5 text-ink-3" />
          <Command.Input
            data-autofocus
            value={text}
            onValueChange={onText}
            placeholder="Go to, search, or type a topic to research"
            className="h-12 w-full bg-transparent text-base outline-none placeholder:text-ink-3"
          />
        </div>
        <Command.List className="max-h-[52dvh] scroll-py-2 overflow-y-auto p-2">
          <Command.Empty className="px-3 py-8 text-center text-ink-3 text-sm">Nothing by that name.</Command.Empty>
          {groups.map(({ heading, entries }) => (
            <Command.Group
              key={heading}
              heading={heading}
              forceMount={entries.some(({ always }) => always)}
              className={GROUP}
            >
              {entries.map((entry) => (
                <Command.Item
                  key={entry.key}
                  value={entry.key}
                  keywords={[entry.label, ...(entry.words ?? [])]}
                  forceMount={entry.always ?? false}
                  onSelect={entry.run}
                  className="flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2 text-sm data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-3"
                >
                  {entry.icon}
                  <span className="min-w-0 flex-1 truncate">{entry.label}</span>
                  {entry.aside && (
                    <span className="flex shrink-0 items-center gap-1 text-ink-3 text-xs">{entry.aside}</span>
                  )}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}

const GROUP =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs'
