import type { Job, JobEvent } from 'banyan/durable/contract'
import { getJson, RequestFailed } from './get.ts'

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'lost'

export interface JobListener {
  /** What happened, each event once and in order. */
  event(event: JobEvent): void
  /** The whole job, asked for anew after the connection was lost. */
  snapshot(job: Job): void
  connection(state: Connection): void
  /** It has ended; nothing follows. */
  ended(): void
}

const EVENTS: readonly JobEvent['event'][] = [
  'pending',
  'running',
  'progress',
  'partial',
  'step',
  'retrying',
  'done',
  'failed',
  'cancelled',
]
const FIRST_PAUSE = 800
const LONGEST_PAUSE = 15_000
/** A job that was started again replays its old end before its new beginning: an end counts when nothing follows it. */
const SETTLE = 250

/**
 * Follows a job from its beginning, over server-sent events. The browser resumes a broken stream by itself, with
 * `Last-Event-ID`; where it gives up (the server answered with an error, or the token has ended), the job is asked for with
 * growing pauses, and a new stream opened whose known events are skipped. Returns the way to stop.
 */
export function followJob(id: string, listener: JobListener): () => void {
  let last = 0
  let over = false
  let pause = FIRST_PAUSE
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const stopped = new AbortController()

  const open = () => {
    source = new EventSource(`/jobs/${encodeURIComponent(id)}/events`)
    source.onopen = () => {
      pause = FIRST_PAUSE
      listener.connection('live')
    }
    source.onerror = () => {
      // The server closes a stream behind the job's end.
      if (over) return finish()
      listener.connection('reconnecting')
      if (source?.readyState === EventSource.CLOSED) recoverLater()
    }
    for (const name of EVENTS) source.addEventListener(name, (message) => received(name, message))
  }

  const received = (name: JobEvent['event'], message: MessageEvent<string>) => {
    const number = Number(message.lastEventId)
    if (number <= last) return
    last = number
    clearTimeout(timer)
    // The contract says what the data is, and the server validated it.
    listener.event({ id: message.lastEventId, event: name, data: JSON.parse(message.data) })
    over = name === 'done' || name === 'failed' || name === 'cancelled'
    if (over) timer = setTimeout(finish, SETTLE)
  }

  const finish = () => {
    if (stopped.signal.aborted) return
    stop()
    listener.ended()
  }

  const recoverLater = () => {
    source?.close()
    clearTimeout(timer)
    timer = setTimeout(recover, pause * (0.75 + Math.random() / 2))
    pause = Math.min(pause * 2, LONGEST_PAUSE)
  }

  const recover = async () => {
    try {
      const job = await getJson<Job>(`/jobs/${encodeURIComponent(id)}`, stopped.signal)
      listener.snapshot(job)
      if (job.finishedAt) finish()
      else open()
    } catch (error) {
      if (stopped.signal.aborted) return
      const hopeless = error instanceof RequestFailed && [401, 403, 404].includes(error.status)
      listener.connection(hopeless ? 'lost' : 'reconnecting')
      if (!hopeless) recoverLater()
    }
  }

  const stop = () => {
    stopped.abort()
    clearTimeout(timer)
    source?.close()
  }

  open()
  return stop
}
