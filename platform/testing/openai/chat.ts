import { type Protocol, pieces, tokens, type Wire } from '../model-server/protocol.ts'
import { sampleOf } from '../model-server/sample.ts'

/** The parts of a chat completion request that matter here. */
export interface ChatRequest {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: unknown }[]
  readonly stream?: boolean
  readonly stream_options?: { readonly include_usage?: boolean }
  readonly max_tokens?: number
  readonly max_completion_tokens?: number
  readonly response_format?: {
    readonly type: string
    readonly json_schema?: { readonly name: string; readonly schema: unknown; readonly strict?: boolean }
  }
}

/** Chat completions, whole or streamed. */
export const chat: Protocol<ChatRequest> = {
  sample: ({ response_format }) => sampleOf(response_format?.json_schema?.schema),
  answer(request, content, finish) {
    if (!request.stream) return whole(request, content, finish)
    const include = request.stream_options?.include_usage
    return stream([
      ...beginning(request, content),
      chunk(request, [{ index: 0, delta: {}, finish_reason: finish }]),
      ...(include ? [chunk(request, [], { usage: usageOf(request, content) })] : []),
      '[DONE]',
    ])
  },
  midway(request, content) {
    const error = JSON.stringify(errorBody('The server had an error', 'server_error', null))
    return request.stream ? stream([...beginning(request, content), error]) : { type: JSON_TYPE, body: error }
  },
  malformed: ({ stream }) =>
    stream ? { type: EVENTS, body: 'data: {"choices": [{"delta"\n\n' } : { type: JSON_TYPE, body: '{"choices": [' },
  error(status, message) {
    const type = status === 429 ? 'rate_limit_exceeded' : status < 500 ? 'invalid_request_error' : 'server_error'
    return { type: JSON_TYPE, body: JSON.stringify(errorBody(message, type, status === 429 ? type : null)) }
  },
}

/** The protocol's form of an error. */
export const errorBody = (message: string, type: string, code: string | null) => ({
  error: { message, type, param: null, code },
})

const JSON_TYPE = 'application/json'
const EVENTS = 'text/event-stream; charset=utf-8'

function whole(request: ChatRequest, content: string, finish: string): Wire {
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }]
  const body = { ...head(request), object: 'chat.completion', choices, usage: usageOf(request, content) }
  return { type: JSON_TYPE, body: JSON.stringify(body) }
}

const stream = (events: readonly string[]): Wire => ({
  type: EVENTS,
  body: events.map((data) => `data: ${data}\n\n`).join(''),
})

const beginning = (request: ChatRequest, content: string): string[] => [
  chunk(request, [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
  ...pieces(content).map((piece) => chunk(request, [{ index: 0, delta: { content: piece }, finish_reason: null }])),
]

const chunk = (request: ChatRequest, choices: unknown[], rest: object = {}): string =>
  JSON.stringify({ ...head(request), object: 'chat.completion.chunk', choices, ...rest })

const head = ({ model }: ChatRequest) => ({ id: 'chatcmpl-fake', created: 1_700_000_000, model })

function usageOf({ messages }: ChatRequest, content: string) {
  const prompt_tokens = tokens(JSON.stringify(messages))
  const completion_tokens = tokens(content)
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}
