import { clsx } from 'clsx'
import { Check, LoaderCircle, RotateCw } from 'lucide-react'
import { Time } from '../time.tsx'
import type { Line } from './job-view.ts'

/** The story of a run, line by line; the last one is what happens now. */
export function Timeline({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <ol aria-label="Steps" className="min-h-40 px-5 py-4">
      {lines.map((line, at) => (
        <li key={line.key} className="relative flex gap-3 pb-3.5 last:pb-0">
          {at < lines.length - 1 && <span aria-hidden className="absolute top-6 bottom-1 left-2.5 w-px bg-line" />}
          <Mark kind={line.kind} />
          <span className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">{line.text}</span>
          <Time at={line.at} look="clock" className="text-ink-3 text-xs leading-5" />
        </li>
      ))}
    </ol>
  )
}

function Mark({ kind }: { readonly kind: Line['kind'] }) {
  const { icon: Icon, look } = MARKS[kind]
  return (
    <span className={clsx('grid size-5 shrink-0 place-items-center rounded-full', look)}>
      <Icon aria-hidden strokeWidth={2.5} className={clsx('size-3.5', kind === 'working' && 'animate-turn')} />
    </span>
  )
}

const MARKS = {
  working: { icon: LoaderCircle, look: 'text-accent' },
  finished: { icon: Check, look: 'bg-accent text-accent-ink' },
  trouble: { icon: RotateCw, look: 'bg-warn-soft text-warn-soft-ink' },
} as const
