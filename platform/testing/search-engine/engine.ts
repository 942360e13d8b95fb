import type { ServerResponse } from 'node:http'
import { type Fault, inject, send, sendError } from '../model-server/fault.ts'
import type { Protocol, Wire } from '../model-server/protocol.ts'
import { type Arrival, type Recorder, startRecorder } from '../model-server/recorder.ts'
import { type Rule, script } from '../model-server/script.ts'
import { found, littleWeb, type Page, type Wanted } from './pages.ts'

/** How one search engine speaks. A question is what a request asks for, in the engine's own words. */
export interface Tongue<Question> {
  /** Undefined where nothing answers. */
  question(arrival: Arrival): Question | undefined
  /** Why a question is refused, with the engine's status. */
  refusal(arrival: Arrival, question: Question): readonly [status: number, why: string] | undefined
  wanted(question: Question): Wanted
  /** The body of an answer. */
  answer(question: Question, pages: readonly Page[]): object
  /** The body of an error, and what headers come with it. */
  error(status: number, why: string): { readonly body: object; readonly headers?: Readonly<Record<string, string>> }
}

/** What can go wrong with it: what is about models alone cannot. */
export type EngineFault = Exclude<Fault, { readonly kind: 'malformedAnswer' | 'truncated' | 'midway' }>

/** A search engine on loopback that finds in a few pages, or does as it is told. */
export interface FakeEngine<Question> extends AsyncDisposable {
  /** `http://127.0.0.1:4010` */
  readonly url: string
  readonly requests: Recorder<Question>['requests']
  readonly arrived: Recorder<Question>['arrived']
  /** From now on these are all the pages there are. */
  knows(pages: readonly Page[]): void
  /** Puts the body of an answer into the queue, for one question unless the rule says otherwise. */
  respond(body: object, rule?: Rule<Question>): void
  /** Puts a fault into the queue, for one question unless the rule says otherwise. */
  fail(fault: EngineFault, rule?: Rule<Question>): void
  /** Forgets queue, requests and pages. */
  reset(): void
  close(): Promise<void>
}

export async function startEngine<Question>(port: number, tongue: Tongue<Question>): Promise<FakeEngine<Question>> {
  const queue = script<Question, object, EngineFault>()
  let pages = littleWeb
  const protocol = protocolOf(tongue, (question) => found(pages, tongue.wanted(question)))

  const recorder = await startRecorder<Question>({
    port,
    question: tongue.question,
    async answer(arrival, question, response: ServerResponse) {
      if (question === undefined)
        return sendError(protocol, 404, undefined, response, `There is no ${arrival.method} ${arrival.path} here`)
      const refused = tongue.refusal(arrival, question)
      if (refused) return sendError(protocol, refused[0], undefined, response, refused[1])
      const next = queue.next(question)
      if (next?.kind === 'fault') return inject(next.fault, protocol, question, protocol.sample(question), response)
      send(protocol.answer(question, next ? JSON.stringify(next.answer) : protocol.sample(question), 'stop'), response)
    },
  })
  return {
    url: recorder.origin,
    requests: recorder.requests,
    arrived: recorder.arrived,
    knows(all) {
      pages = all
    },
    respond: (answer, rule) => queue.add({ kind: 'answer', answer }, rule),
    fail: (fault, rule) => queue.add({ kind: 'fault', fault }, rule),
    reset() {
      queue.clear()
      recorder.forget()
      pages = littleWeb
    },
    close: recorder.close,
    [Symbol.asyncDispose]: recorder.close,
  }
}

function protocolOf<Question>(
  { answer, error }: Tongue<Question>,
  find: (question: Question) => readonly Page[],
): Protocol<Question> {
  const json = (body: string): Wire => ({ type: 'application/json', body })
  const sample = (question: Question) => JSON.stringify(answer(question, find(question)))
  const half = (question: Question) => json(sample(question).slice(0, 20))
  return {
    sample,
    answer: (_, body) => json(body),
    midway: half,
    malformed: half,
    error(status, why) {
      const { body, headers } = error(status, why)
      return { ...json(JSON.stringify(body)), ...(headers && { headers }) }
    },
  }
}
