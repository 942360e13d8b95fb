import { type Dispatcher, Pool } from 'undici'

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

/** The processes that answer for one place, asked in turn. */
export class Origins {
  readonly #pools: readonly { readonly calls: Connections; readonly streams: Connections }[]
  #next = 0

  /** `connections` is the most calls under way at once to each; streams, which may last for hours, do not count. */
  constructor(origins: readonly string[], connections: number, open: OpenPool) {
    this.#pools = origins.map((origin) => ({
      calls: open(origin, { ...POOL, connections }),
      streams: open(origin, POOL),
    }))
  }

  /**
   * Sends to the next in turn. Where that one cannot have got it, or getting it twice does no harm, the others are asked.
   * Rejects with the error of the last.
   */
  async request(sent: Sent, { repeatable, streamed }: Manner): Promise<Dispatcher.ResponseData> {
    const count = this.#pools.length
    const first = this.#next
    this.#next = (first + 1) % count
    for (let tried = 1; ; tried++) {
      // There is at least one.
      const { calls, streams } = this.#pools[(first + tried - 1) % count] as {
        calls: Connections
        streams: Connections
      }
      try {
        return await (streamed ? streams : calls).request(sent)
      } catch (error) {
        const again = neverSent(error) || (repeatable && cutOff(error))
        if (!again || tried >= count || sent.signal.aborted) throw error
      }
    }
  }

  /** Ends what is under way, too. */
  async close(): Promise<void> {
    await Promise.all(this.#pools.flatMap(({ calls, streams }) => [calls.destroy(), streams.destroy()]))
  }
}

/** Whether there was no connection to send it on. */
export const neverSent = (error: unknown): boolean => UNREACHED.has(codeOf(error))

/** Whether the connection ended before an answer came: what was asked for may be done, or not. */
export const cutOff = (error: unknown): boolean => CUT.has(codeOf(error))

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

const UNREACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])
const CUT: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET'])

/** Deadlines end what takes too long; undici's own timeouts would end a stream that is silent. */
const POOL: Pool.Options = {
  connections: null,
  pipelining: 1,
  headersTimeout: 0,
  bodyTimeout: 0,
  connect: { timeout: 2_000 },
}
