import { Failure, fromProblem } from '../contract/index.ts'
import { reached, retryAfterOf } from './answer.ts'
import { type ServerSentEvent, serverSentEvents } from './sse.ts'

const FIRST_PAUSE = 500
const LONGEST_PAUSE = 10_000

/** The items of a stream, resumed after the last one whenever the connection breaks, without gap or duplicate. */
export async function* resumed(
  open: (lastEventId: string | undefined) => Promise<Response>,
  ends: (item: never) => boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown> {
  let last: string | undefined
  let finished = false
  let pause = FIRST_PAUSE
  for (;;) {
    try {
      const response = await reached(open(last))
      if (!response.ok)
        throw fromProblem(await response.json().catch(() => undefined), response.status, retryAfterOf(response))
      // A stream without any item has ended already.
      if (response.status === 204) return
      for await (const event of serverSentEvents(response)) {
        const item = itemOf(event)
        last = event.id ?? last
        finished = ends(item as never)
        pause = FIRST_PAUSE
        yield item
      }
      // 204 is what a server says that has nothing, and will have nothing.
      if (finished || response.status === 204) return
    } catch (error) {
      if (signal?.aborted || !(error instanceof Failure) || !error.retry) throw error
    }
    await sleep(pause, signal)
    pause = Math.min(pause * 2, LONGEST_PAUSE)
  }
}

function itemOf({ id, event, data }: ServerSentEvent): unknown {
  const parsed: unknown = JSON.parse(data)
  return id === undefined ? parsed : { id, event, data: parsed }
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
