import { sendError } from '../model-server/fault.ts'
import { parsed, type Recorder, startRecorder } from '../model-server/recorder.ts'
import { type Scripted, scripted } from '../model-server/scripted.ts'
import { type MessagesRequest, messages } from './messages.ts'

export interface FakeAnthropic extends Scripted<MessagesRequest>, AsyncDisposable {
  /** The base URL, e.g. `http://127.0.0.1:4011/v1`. */
  readonly url: string
  readonly requests: Recorder<MessagesRequest>['requests']
  readonly arrived: Recorder<MessagesRequest>['arrived']
  /** Forgets the queue and the requests. */
  reset(): void
  close(): Promise<void>
}

export interface FakeAnthropicOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** The only key that is accepted, when given. */
  readonly apiKey?: string
}

/** Anthropic's Messages API on loopback, that does as it is told. */
export async function startFakeAnthropic({ port, apiKey }: FakeAnthropicOptions): Promise<FakeAnthropic> {
  const talker = scripted(messages)
  const recorder = await startRecorder<MessagesRequest>({
    port,
    question: (arrival) => (arrival.path === '/v1/messages' ? parsed(arrival) : undefined),
    async answer({ method, path, headers }, question, response) {
      const refuse = (status: number, why: string) => sendError(messages, status, undefined, response, why)
      const key = headers['x-api-key']
      if (key === undefined || (apiKey !== undefined && key !== apiKey)) return refuse(401, 'invalid x-api-key')
      if (headers['anthropic-version'] === undefined) return refuse(400, 'anthropic-version: header is required')
      if (method !== 'POST' || path !== '/v1/messages') return refuse(404, `There is no ${path} here`)
      if (!question) return refuse(400, 'The body is no JSON')
      if (!(question.max_tokens > 0)) return refuse(400, 'max_tokens: Field required')
      return talker.answer(question, response)
    },
  })
  return {
    url: `${recorder.origin}/v1`,
    requests: recorder.requests,
    arrived: recorder.arrived,
    respond: talker.respond,
    fail: talker.fail,
    reset() {
      talker.clear()
      recorder.forget()
    },
    close: recorder.close,
    [Symbol.asyncDispose]: recorder.close,
  }
}
