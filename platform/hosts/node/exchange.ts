import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Clock } from '../../clock/index.ts'
import type { Failure } from '../../contract/index.ts'
import type { LoadShedder, Turn } from '../../resilience/index.ts'
import type { Trace } from '../../service/frame.ts'
import type { Plan } from '../../service/plan.ts'
import type { Observation } from './observation.ts'
import type { ServerSettings } from './settings.ts'
import type { Traces } from './trace.ts'

/** What all requests of one server share. */
export interface Host {
  readonly clock: Clock
  readonly traces: Traces
  readonly log: Pick<Logger, 'error' | 'warn' | 'info'>
  readonly settings: ServerSettings
  readonly observe: ((observation: Observation) => void) | undefined
  /** Whether text bodies are compressed for clients that accept it. */
  readonly compress: boolean
  /** Told of a call that was refused before anything was done for it. */
  readonly turnedAway?: ((method: string, plan: Plan, refused: Failure) => void) | undefined
  /** Refuses calls when the process has too much to do; without it, all come in. */
  readonly load?: LoadShedder | undefined
  readonly inFlight: Set<Exchange>
  draining: boolean
}

/** One request and its answer, from the first byte to the last. */
export class Exchange {
  readonly host: Host
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly requestId: string
  readonly trace: Trace
  /** Headers that every answer of the server has; the answer's own go before them. Name and value in turn, as `writeHead` takes them fastest. */
  base: readonly string[]
  /** Headers of this answer so far, in the same form. */
  readonly headers: string[]
  /** What is told of it at its end. */
  route = '(none)'
  plan: Plan | undefined
  failure: Failure | undefined
  ip: string | undefined
  userId: string | undefined
  /** Set by the first who answers; whoever comes later is too late. */
  answered = false
  /** Its place among those that the server works on. */
  turn: Turn | undefined
  /** Called at the end, with whether the client went away before it had everything. */
  onEnd: ((gone: boolean) => void) | undefined
  /** Ends an answer that has no end of its own, when the server stops. */
  cut: (() => void) | undefined
  readonly #startedAt: number
  readonly #begun: number

  constructor(host: Host, request: IncomingMessage, response: ServerResponse, base: readonly string[]) {
    this.base = base
    this.host = host
    this.request = request
    this.response = response
    this.#startedAt = host.clock.now()
    this.#begun = host.clock.monotonic()
    const { 'x-request-id': id, traceparent: parent } = request.headers
    this.trace = host.traces.of(typeof parent === 'string' ? parent : undefined)
    this.requestId = typeof id === 'string' && REQUEST_ID.test(id) ? id : ownId(this.trace)
    this.headers = ['x-request-id', this.requestId]
    host.inFlight.add(this)
    response.on('close', () => this.#end())
  }

  header(name: string): string | undefined {
    const value = this.request.headers[name]
    return typeof value === 'string' ? value : value?.join(', ')
  }

  /** Adds a value to a list header of the answer. */
  append(name: string, value: string): void {
    const at = this.headers.indexOf(name)
    if (at === -1) this.headers.push(name, value)
    else this.headers[at + 1] += `, ${value}`
  }

  #end(): void {
    const { host, request, response } = this
    const gone = !response.writableFinished
    host.inFlight.delete(this)
    this.onEnd?.(gone)
    if (this.turn) host.load?.leave(this.turn)
    host.observe?.({
      method: request.method as string,
      route: this.route,
      status: gone && !response.headersSent ? CLIENT_CLOSED_REQUEST : response.statusCode,
      startedAt: this.#startedAt,
      durationMs: host.clock.monotonic() - this.#begun,
      requestId: this.requestId,
      trace: this.trace,
      ip: this.ip,
      userId: this.userId,
      plan: this.plan,
      failure: this.failure,
    })
  }
}

/** A new trace has one request, so its id is the request's too; of a trace that came from outside, there may be many. */
const ownId = ({ traceId, spanId, parentId }: Trace): string => (parentId === undefined ? traceId : traceId + spanId)

/** An id that is safe in a header, a log line and a file name. */
export const REQUEST_ID = /^[\w.:-]{1,128}$/
/** nginx's name for it; HTTP has none, as nobody is there to read it. */
const CLIENT_CLOSED_REQUEST = 499
