import { sendError } from '../model-server/fault.ts'
import { parsed, startRecorder } from '../model-server/recorder.ts'
import { scripted } from '../model-server/scripted.ts'
import { type ModelServer, modelServer } from '../model-server/server.ts'
import { type MessagesRequest, messages } from './messages.ts'

export type FakeAnthropic = ModelServer<MessagesRequest>

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
  return modelServer(recorder, talker, '/v1')
}
