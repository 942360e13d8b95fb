import { Failure } from 'banyan/contract'
import type { JobEvent } from 'banyan/durable/contract'
import { serverSentEvents } from '../../platform/client/sse.ts'
import { patient } from './patient.ts'

/** The events of a job as they come, until the stream ends or breaks. */
export interface Watch {
  readonly seen: readonly JobEvent[]
  /** Whether the job has ended, once the stream is over: by its own end, or because the connection broke. */
  readonly over: Promise<boolean>
  /** Resolves when an event comes for which `test` is true; rejects when the stream is over without one. */
  until(test: (event: JobEvent) => boolean): Promise<JobEvent>
}

const ENDS = new Set(['done', 'failed', 'cancelled'])

/** Reads `GET /jobs/{id}/events` once, from the beginning or after `lastEventId`, and does not come back by itself. */
export function watch(url: string, token: string, lastEventId?: string): Watch {
  const seen: JobEvent[] = []
  const listeners = new Set<() => void>()
  const read = async (): Promise<boolean> => {
    const response = await patient(url, {
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'text/event-stream',
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
    })
    if (response.status === 204) return true
    if (response.status !== 200) throw new Error(`${url} answers ${response.status}: ${await response.text()}`)
    try {
      for await (const { id = '', event, data } of serverSentEvents(response)) {
        // What the server sends; its form is tested elsewhere.
        seen.push({ id, event: event as JobEvent['event'], data: JSON.parse(data) as JobEvent['data'] })
        for (const listener of listeners) listener()
      }
    } catch (error) {
      // The connection broke: what was seen until then counts.
      if (!(error instanceof Failure && error.code === 'unavailable')) throw error
    }
    return ENDS.has(seen.at(-1)?.event ?? '')
  }
  const over = read()
  over.catch(() => {})
  return {
    seen,
    over,
    until: (test) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = seen.find(test)
          if (found) resolve(found)
        }
        listeners.add(look)
        look()
        over.then(() => reject(new Error(`it never came: ${seen.map(({ event }) => event)}`)), reject)
      }),
  }
}
