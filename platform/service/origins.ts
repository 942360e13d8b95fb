import { type Dispatcher, Pool } from 'undici'
import { neverArrived } from '../network/index.ts'

/** What is sent; the path with its query string. */
export interface Sent extends Omit<Dispatcher.RequestOptions, 'origin'> {
  readonly signal: AbortSignal
}

/** What of a pool is used. */
export interface Connections {
  request(sent: Sent): Promise<Dispatcher.ResponseData>
  destroy(): Promise<void>
}

/** Opens the connections to one origin. */
export type OpenPool = (origin: string, options: Pool.Options) => Connections

export const openPool: OpenPool = (origin, options) => new Pool(origin, options)

/** How much harm a second try can do, and whether the answer takes as long as it likes. */
export interface Manner {
  /** Sending it twice does what sending it once does. */
  readonly repeatable: boolean
  readonly streamed: boolean
}

/** The connections to one process. */
interface Target {
  readonly calls: Connections
  readonly streams: Connections
  /** Calls that it has not answered yet. */
  pending: number
}

/** The processes that answer for one place, asked in turn; who is far behind the others with its answers is left out. */
export class Origins {
  readonly #targets: readonly Target[]
  #next = 0

  /** `connections` is the most calls under way at once to each; streams, which may last for hours, do not count. */
  constructor(origins: readonly string[], connections: number, open: OpenPool) {
    this.#targets = origins.map((origin) => ({
      calls: open(origin, { ...POOL, connections }),
      streams: open(origin, POOL),
      pending: 0,
    }))
  }

  /**
   * Sends to the next in turn. Where that one cannot have got it, or getting it twice does no harm, the others are asked.
   * Rejects with the error of the last.
   */
  async request(sent: Sent, { repeatable, streamed }: Manner): Promise<Dispatcher.ResponseData> {
    const count = this.#targets.length
    const first = this.#choose()
    for (let tried = 1; ; tried++) {
      // There is at least one.
      const target = this.#targets[(first + tried - 1) % count] as Target
      try {
        return await (streamed ? target.streams.request(sent) : answered(target, sent))
      } catch (error) {
        const again = neverArrived(error) || (repeatable && cutOff(error))
        if (!again || tried >= count || sent.signal.aborted) throw error
      }
    }
  }

  /**
   * The next in turn that keeps up: one that has just been started, stands still or cannot be reached gets no more than it
   * can bear. To give each call to whoever has fewest would send all to one that fails at once.
   */
  #choose(): number {
    const count = this.#targets.length
    let fewest = Number.POSITIVE_INFINITY
    for (const { pending } of this.#targets) fewest = Math.min(fewest, pending)
    let chosen = this.#next
    while ((this.#targets[chosen] as Target).pending > SPARE + 2 * fewest) chosen = (chosen + 1) % count
    this.#next = (chosen + 1) % count
    return chosen
  }

  /** Ends what is under way, too. */
  async close(): Promise<void> {
    await Promise.all(this.#targets.flatMap(({ calls, streams }) => [calls.destroy(), streams.destroy()]))
  }
}

async function answered(target: Target, sent: Sent): Promise<Dispatcher.ResponseData> {
  target.pending++
  try {
    return await target.calls.request(sent)
  } finally {
    target.pending--
  }
}

/** Calls that a process may have waiting before it is compared with the others. */
const SPARE = 8

/** Whether the connection ended before an answer came: what was asked for may be done, or not. */
export const cutOff = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && CUT.has(String(error.code))

const CUT: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET'])

/** Deadlines end what takes too long; undici's own timeouts would end a stream that is silent. */
const POOL: Pool.Options = {
  connections: null,
  pipelining: 1,
  headersTimeout: 0,
  bodyTimeout: 0,
  connect: { timeout: 2_000 },
}
