import type { Change, Job, JobError, JobEvent, JobStatus } from 'banyan/durable/contract'

/** One line of a job's story. */
export interface Line {
  readonly key: string
  readonly at: string
  readonly text: string
  /** A message is at work until a step ends after it or another follows. */
  readonly kind: 'working' | 'finished' | 'trouble'
}

/** A job as its page shows it while it runs. */
export interface JobView {
  readonly status: JobStatus
  readonly percent: number
  readonly message: string
  readonly attempt: number
  readonly lines: readonly Line[]
  /** As much of the result as there is while it is being written, by its place there: `title`, `sections.0.heading`. */
  readonly texts: Readonly<Record<string, string>>
  readonly error: JobError | null
}

/** What the server knew when the page was made; the stream then tells the story from its beginning. */
export function viewOf(job: Job): JobView {
  return {
    status: job.status,
    percent: job.progress.percent,
    message: job.progress.message,
    attempt: Math.max(1, job.attempts),
    lines: [],
    texts: {},
    error: job.error,
  }
}

/** The view after one more event. Progress never runs backwards while the beginning is told again. */
export function after(view: JobView, { id, event, data }: JobEvent): JobView {
  const seen = {
    ...view,
    attempt: data.attempt ?? view.attempt,
    percent: Math.max(view.percent, data.percent ?? 0),
    message: data.message ?? view.message,
  }
  const line = (text: string, kind: Line['kind'] = 'working') => ({
    ...seen,
    lines: told(view.lines, { key: id, at: data.at, text, kind }),
  })
  switch (event) {
    case 'progress':
      return data.message ? line(data.message) : seen
    case 'partial':
      return { ...seen, texts: { ...view.texts, ...written(view.texts, data.partial ?? []) } }
    case 'step':
      return { ...seen, lines: finished(view.lines) }
    case 'retrying':
      return line(`${data.error?.title ?? 'Something failed'}. It is tried again.`, 'trouble')
    case 'pending':
    case 'running':
      // Another attempt writes anew.
      return { ...seen, status: event, texts: {}, error: null }
    case 'done':
      return { ...seen, status: event, percent: 100, lines: finished(view.lines) }
    default:
      return { ...seen, status: event, error: data.error ?? null }
  }
}

/** From the character `at` on, a text goes on like this. */
const written = (texts: JobView['texts'], changes: readonly Change[]) =>
  Object.fromEntries(changes.map(({ name, at, text }) => [name, (texts[name] ?? '').slice(0, at) + text]))

/** The same message many times in a row is one line. */
function told(lines: readonly Line[], line: Line): readonly Line[] {
  return lines.at(-1)?.text === line.text ? lines : [...finished(lines), line]
}

function finished(lines: readonly Line[]): readonly Line[] {
  return lines.map((line) => (line.kind === 'working' ? { ...line, kind: 'finished' } : line))
}
