import type { ServerResponse } from 'node:http'
import type { Deadline } from '../../resilience/deadline.ts'
import { late } from '../../resilience/deadline.ts'
import { answer, begin, fail, refuse } from './answer.ts'
import { clientGone } from './body.ts'
import type { Exchange } from './exchange.ts'

/**
 * Answers with server-sent events, one an item. What fails before the first item is answered as a problem. A failure later,
 * the deadline and the stop of the server end the answer without a last event: the client resumes with `Last-Event-ID`.
 */
export async function answerStream(
  exchange: Exchange,
  items: AsyncIterable<unknown>,
  deadline: Deadline,
): Promise<void> {
  const stream = new EventStream(exchange, deadline)
  try {
    for await (const item of items) {
      await stream.send(item)
      if (stream.ended) break
    }
    stream.end()
  } catch (error) {
    if (exchange.answered) stream.end()
    else fail(exchange, error)
  }
}

/** A proxy on the way may give up on a connection that is silent for half a minute. */
const HEARTBEAT = 15_000
/** A stream that has nothing to say yet still opens, so that its client knows that it is connected. */
const OPENS_AFTER = 1_000

class EventStream {
  readonly #exchange: Exchange
  readonly #response: ServerResponse
  readonly #timers: (() => void)[]
  #resume: (() => void) | undefined
  ended = false

  constructor(exchange: Exchange, deadline: Deadline) {
    const { clock } = exchange.host
    this.#exchange = exchange
    this.#response = exchange.response
    this.#timers = [
      clock.timer(OPENS_AFTER, () => this.#open()),
      clock.timer(HEARTBEAT, () => this.#beat()),
      clock.timer(deadline.remaining, () => {
        deadline.cancel(late())
        if (exchange.answered) this.end()
        else refuse(exchange, late())
      }),
    ]
    exchange.cut = () => {
      this.#open()
      this.end()
    }
    exchange.onEnd = (gone) => {
      this.#stop()
      deadline.cancel(gone ? clientGone() : late())
    }
    exchange.response.on('drain', () => this.#resume?.())
  }

  /** Resolves when the client is ready for more, or gone. */
  async send(item: unknown): Promise<void> {
    this.#open()
    if (this.ended || this.#response.write(eventOf(item))) return
    await new Promise<void>((resolve) => {
      this.#resume = resolve
    })
  }

  end(): void {
    this.#stop()
    if (this.#exchange.answered) this.#response.end()
    // Tells an EventSource not to come back: there is nothing, and there will be nothing.
    else answer(this.#exchange, 204, ['cache-control', 'no-store'], undefined)
  }

  #stop(): void {
    this.ended = true
    for (const stop of this.#timers) stop()
    this.#resume?.()
  }

  #open(): void {
    if (this.#exchange.answered) return
    begin(this.#exchange, 200, [...this.#exchange.base, ...this.#exchange.headers, ...HEADERS])
    this.#response.flushHeaders()
    if (this.#exchange.request.method === 'HEAD') this.end()
  }

  #beat(): void {
    this.#open()
    if (!this.#response.writableNeedDrain) this.#response.write(':\n\n')
    this.#timers[1] = this.#exchange.host.clock.timer(HEARTBEAT, () => this.#beat())
  }
}

const HEADERS = ['content-type', 'text/event-stream', 'cache-control', 'no-store', 'x-accel-buffering', 'no']

/** `{id, event, data}` in the fields of the same names; anything else as data. JSON has no line breaks of its own. */
function eventOf(item: unknown): string {
  if (typeof item !== 'object' || item === null || !('id' in item && 'event' in item && 'data' in item))
    return `data: ${JSON.stringify(item)}\n\n`
  return `id: ${oneLine(item.id)}\nevent: ${oneLine(item.event)}\ndata: ${JSON.stringify(item.data)}\n\n`
}

const oneLine = (value: unknown): string => String(value).replace(/[\r\n\0]/g, ' ')
