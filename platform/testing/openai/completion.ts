import type { ServerResponse } from 'node:http'

/** The parts of a chat completion request that matter here. */
export interface ChatRequest {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: unknown }[]
  readonly stream?: boolean
  readonly stream_options?: { readonly include_usage?: boolean }
  readonly response_format?: {
    readonly type: string
    readonly json_schema?: { readonly name: string; readonly schema: unknown; readonly strict?: boolean }
  }
}

/** An answer in both forms of the protocol: one JSON body, or the payloads of its server-sent events. */
export interface Completion {
  readonly body: string
  readonly events: readonly string[]
}

/** Four characters count as a token, as a rule of thumb says. */
export function completion(request: ChatRequest, content: string, finish: 'stop' | 'length'): Completion {
  const head = { id: 'chatcmpl-fake', created: 1_700_000_000, model: request.model }
  const prompt_tokens = tokens(JSON.stringify(request.messages))
  const completion_tokens = tokens(content)
  const usage = { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
  const chunk = (choices: unknown[], rest: object = {}) =>
    JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, ...rest })
  return {
    body: JSON.stringify({
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
      usage,
    }),
    events: [
      chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
      ...pieces(content).map((piece) => chunk([{ index: 0, delta: { content: piece }, finish_reason: null }])),
      chunk([{ index: 0, delta: {}, finish_reason: finish }]),
      ...(request.stream_options?.include_usage ? [chunk([], { usage })] : []),
      '[DONE]',
    ],
  }
}

/** Sends the whole answer at once. */
export function send(answer: Completion, request: ChatRequest, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': contentType(request) }).end(wire(answer, request))
}

export const contentType = (request: ChatRequest): string =>
  request.stream ? 'text/event-stream; charset=utf-8' : 'application/json'

/** The bytes of the answer's body. */
export const wire = (answer: Completion, request: ChatRequest): string =>
  request.stream ? answer.events.map((data) => `data: ${data}\n\n`).join('') : answer.body

const tokens = (text: string): number => Math.ceil(text.length / 4)
const pieces = (text: string): string[] => text.match(/[\s\S]{1,24}/g) ?? []
