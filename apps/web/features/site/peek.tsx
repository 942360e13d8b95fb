import { Badge } from '@banyan/ui/badge'
import { Check, LoaderCircle } from 'lucide-react'

const STEPS = [
  { text: 'Planned three searches', done: true },
  { text: 'Found 8 sources', done: true },
  { text: 'Reading 8 sources', done: true },
  { text: 'Writing the report', done: false },
]

/** A glimpse of a research run, as an illustration. */
export function Peek() {
  return (
    <div aria-hidden className="rounded-xl border border-line bg-surface shadow-3" inert>
      <div className="flex items-center gap-2 border-line border-b px-5 py-3.5">
        <p className="flex-1 font-semibold text-sm">Spaced repetition in practice</p>
        <Badge tone="info">
          <LoaderCircle className="animate-turn" />
          Running
        </Badge>
      </div>
      <div className="px-5 py-4">
        <div className="mb-2 flex justify-between text-ink-3 text-xs tabular-nums">
          <span>Writing the report</span>
          <span>70%</span>
        </div>
        <div className="h-1.5 rounded-full bg-hover">
          <div className="h-full w-[70%] rounded-full bg-accent" />
        </div>
        <ul className="mt-4 grid gap-2.5 text-sm">
          {STEPS.map(({ text, done }) => (
            <li key={text} className="flex items-center gap-2.5">
              {done ? (
                <span className="grid size-5 place-items-center rounded-full bg-accent text-accent-ink">
                  <Check className="size-3.5" strokeWidth={3} />
                </span>
              ) : (
                <LoaderCircle className="size-5 animate-turn p-0.5 text-accent" />
              )}
              {text}
            </li>
          ))}
        </ul>
      </div>
      <div className="border-line border-t bg-paper px-5 py-3.5 text-ink-3 text-xs last:rounded-b-xl">
        The server may be killed here. The run goes on where it was, and this page catches up.
      </div>
    </div>
  )
}
