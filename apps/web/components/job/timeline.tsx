import { Check, LoaderCircle, RotateCw } from 'lucide-react'
import { Time } from '../time.tsx'
import type { Line } from './job-view.ts'

/** The story of a run, line by line; the last one is what happens now. */
export function Timeline({ lines, active }: { readonly lines: readonly Line[]; readonly active: boolean }) {
  return (
    <ol aria-label="Steps" className="min-h-40 px-5 py-4">
      {lines.map((line, at) => {
        const now = active && at === lines.length - 1 && line.kind === 'message'
        return (
          <li key={line.key} className="relative flex gap-3 pb-3 last:pb-0">
            {at < lines.length - 1 && <span aria-hidden className="absolute top-6 bottom-0 left-2.5 w-px bg-line" />}
            <Mark kind={line.kind} now={now} />
            <span className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">{line.text}</span>
            <Time at={line.at} look="clock" className="text-ink-3 text-xs leading-5" />
          </li>
        )
      })}
    </ol>
  )
}

function Mark({ kind, now }: { readonly kind: Line['kind']; readonly now: boolean }) {
  const box = 'grid size-5 shrink-0 place-items-center rounded-full [&>svg]:size-3.5'
  if (now)
    return (
      <span className={`${box} text-accent`}>
        <LoaderCircle aria-hidden className="animate-turn" />
      </span>
    )
  if (kind === 'trouble')
    return (
      <span className={`${box} bg-warn-soft text-warn-soft-ink`}>
        <RotateCw aria-hidden />
      </span>
    )
  if (kind === 'step')
    return (
      <span className={`${box} bg-accent text-accent-ink`}>
        <Check aria-hidden strokeWidth={3} />
      </span>
    )
  return (
    <span className={box}>
      <span aria-hidden className="size-2 rounded-full bg-line-strong" />
    </span>
  )
}
