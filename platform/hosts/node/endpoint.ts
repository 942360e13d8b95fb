import {
  type Accepted,
  FALLBACK_HEADER,
  Failure,
  type FileAnswer,
  fileTypes,
  type HttpMapping,
  ms,
} from '../../contract/index.ts'
import { Deadline, late } from '../../resilience/deadline.ts'
import { AnswerNotes } from '../../service/answer-notes.ts'
import type { Caller } from '../../service/caller.ts'
import type { Frame } from '../../service/frame.ts'
import type { Plan } from '../../service/plan.ts'
import { answer, answerJson, fail, refuse } from './answer.ts'
import { clientGone, readJson } from './body.ts'
import { answerStream } from './event-stream.ts'
import type { Exchange } from './exchange.ts'
import { answerFile } from './file-answer.ts'
import { idempotencyKeyOf, matches, type Preference, preferenceOf } from './request-headers.ts'
import type { Params } from './routes.ts'

/** What the host knows of a call before its body is read. */
export interface Arrival {
  readonly params: Params
  /** What follows the `?`. */
  readonly query: string | undefined
  readonly caller: Caller
  /** Milliseconds that the caller itself has left; the operation's own deadline may be earlier. */
  readonly timeLeft: number
}

/** An operation over HTTP: decodes its input, runs its plan within a deadline, and writes its answer. */
export class Endpoint {
  readonly plan: Plan
  readonly #mapping: HttpMapping
  readonly #admit: Admit | undefined
  readonly #defaultWait: number
  readonly #answersFile: boolean

  /** `admit` may refuse a decoded input by throwing a failure. */
  constructor(plan: Plan, mapping: HttpMapping, admit?: Admit) {
    this.plan = plan
    this.#mapping = mapping
    this.#admit = admit
    this.#answersFile = fileTypes(plan.operation.output) !== undefined
    this.#defaultWait = plan.operation.kind === 'job' ? ms(plan.operation.wait ?? '0s') : 0
  }

  /** Never rejects: whatever fails is answered. */
  async serve(exchange: Exchange, arrival: Arrival): Promise<void> {
    const { plan } = this
    exchange.plan = plan
    try {
      const limit = plan.operation.bodyLimit ?? exchange.host.settings.bodyLimit
      const reading = this.#mapping.hasBody ? readJson(exchange.request, limit) : undefined
      const input = this.#decode(exchange, arrival, reading && (await reading))
      this.#admit?.(exchange, input)
      // It went away while its body was read; it has no end any more that could cancel the deadline.
      if (exchange.response.destroyed) throw clientGone()
      const prefer = plan.operation.kind === 'job' ? preferenceOf(exchange.header('prefer')) : undefined
      const frame = this.#frame(exchange, arrival, prefer)
      if (plan.operation.kind === 'stream') {
        await answerStream(exchange, plan.stream(input, frame), frame.deadline)
        return
      }
      watch(exchange, frame.deadline)
      const output = await plan.run(input, frame)
      if (frame.notes?.fallback) exchange.headers.push(FALLBACK_HEADER, 'true')
      if (plan.operation.kind === 'job') answerJob(exchange, output, prefer)
      else this.#answer(exchange, output)
    } catch (error) {
      // A failure is somebody's answer, and a plan has logged its own; anything else is an error of this host.
      if (error instanceof Failure) refuse(exchange, error)
      else fail(exchange, error)
    }
  }

  #decode(exchange: Exchange, { params, query }: Arrival, body: unknown): Record<string, unknown> {
    return this.#mapping.decode({
      params,
      query: query === undefined || this.#mapping.hasBody ? undefined : new URLSearchParams(query),
      header: (name) => exchange.header(name),
      body,
    })
  }

  #frame(exchange: Exchange, { caller, timeLeft }: Arrival, prefer: Preference | undefined): Frame {
    const { host, requestId, trace, ip } = exchange
    const { operation, deadline } = this.plan
    const once = operation.kind === 'command' || operation.kind === 'job'
    const longest = deadline + (prefer?.wait ?? this.#defaultWait)
    return {
      caller,
      deadline: Deadline.in(host.clock, Math.min(timeLeft, longest)),
      requestId,
      trace,
      idempotencyKey: once ? idempotencyKeyOf(exchange.header('idempotency-key')) : undefined,
      ip,
      wait: prefer?.wait,
      notes: new AnswerNotes(),
    }
  }

  #answer(exchange: Exchange, output: unknown): void {
    // Streams and jobs are answered elsewhere; what is left has a status and an entity tag.
    const { status, etag } = this.plan.operation as { status?: number; etag?: (output: unknown) => string }
    // The plan has checked that its output is one.
    if (this.#answersFile) answerFile(exchange, this.#mapping.method, output as FileAnswer, etag?.(output))
    else if (status === 204 || output === undefined) answer(exchange, 204, NO_STORE, undefined)
    else if (!etag) answerJson(exchange, status ?? 200, NO_STORE, output)
    else this.#answerTagged(exchange, status ?? 200, `"${etag(output)}"`, output)
  }

  #answerTagged(exchange: Exchange, status: number, tag: string, output: unknown): void {
    const headers = ['etag', tag, 'cache-control', 'private, no-cache']
    if (this.#mapping.method === 'GET' && matches(exchange.header('if-none-match'), tag))
      answer(exchange, 304, headers, undefined)
    else answerJson(exchange, status, headers, output)
  }
}

export type Admit = (exchange: Exchange, input: Record<string, unknown>) => void

/** Answers 504 when the deadline passes though the handler ignores it, and cancels the deadline when the client goes away. */
function watch(exchange: Exchange, deadline: Deadline): void {
  const { clock, log, settings } = exchange.host
  // The server would take so long a silence for a dead connection; Node sets its timeout again for the next request.
  if (deadline.remaining >= settings.idleTimeout) exchange.request.socket.setTimeout(0)
  const stop = clock.timer(deadline.remaining, () => {
    if (exchange.answered) return
    deadline.cancel(late())
    log.warn(
      { requestId: exchange.requestId, traceId: exchange.trace.traceId, operation: exchange.plan?.id },
      'an operation did not answer within its deadline',
    )
    refuse(exchange, late())
  })
  exchange.onEnd = (gone) => {
    stop()
    if (gone) deadline.cancel(clientGone())
    else deadline.release()
  }
}

/** A finished job is answered with its bare result, any other with where to look for it. */
function answerJob(exchange: Exchange, output: unknown, prefer: Preference | undefined): void {
  // The plan of a job gives the accepted form.
  const accepted = output as Accepted
  const headers = [...NO_STORE, 'location', `/jobs/${accepted.job_id}`]
  if (prefer) headers.push('preference-applied', prefer.applied)
  // A result of nothing is null in JSON.
  if (accepted.status === 'done') answerJson(exchange, 200, headers, accepted.result ?? null)
  else {
    const { job_id, status, message } = accepted
    answerJson(exchange, 202, headers, { job_id, status, message })
  }
}

const NO_STORE = ['cache-control', 'no-store']
