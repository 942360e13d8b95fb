import { clsx } from 'clsx'
import type { Connection } from '../../lib/browser/job-events.ts'

/** One quiet line about the connection; the work itself goes on whatever it says. */
export function ConnectionNote({ connection, attempt }: { readonly connection: Connection; readonly attempt: number }) {
  return (
    <p className="mt-3 flex items-center gap-2 text-ink-3 text-xs" role="status">
      <span aria-hidden className={clsx('size-2 rounded-full', DOTS[connection])} />
      <span>
        {WORDS[connection]}
        {attempt > 1 && ` Attempt ${attempt}.`}
      </span>
    </p>
  )
}

const WORDS: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting. You can leave this page: the work goes on, and this address catches up.',
  live: 'Live. You can leave this page: the work goes on, and this address catches up.',
  reconnecting: 'Reconnecting. The work goes on meanwhile, and nothing of it is lost.',
  lost: 'This run can no longer be followed here. Load the page again.',
}

const DOTS: Readonly<Record<Connection, string>> = {
  connecting: 'animate-shimmer bg-line-strong',
  live: 'bg-accent',
  reconnecting: 'animate-shimmer bg-fig',
  lost: 'bg-bad',
}
