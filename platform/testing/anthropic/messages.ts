import { events, type Protocol, pieces, tokens, type Wire } from '../model-server/protocol.ts'
import { sampleOf } from '../model-server/sample.ts'

/** The parts of a request to the Messages API that matter here. */
export interface MessagesRequest {
  readonly model: string
  readonly max_tokens: number
  readonly system?: unknown
  readonly messages: readonly { readonly role: string; readonly content: unknown }[]
  readonly stream?: boolean
  /** Newer models write an answer of the form that is asked for; older ones call a tool that takes it. */
  readonly output_config?: { readonly format?: { readonly type: string; readonly schema: unknown } }
  readonly tools?: readonly { readonly name: string; readonly input_schema: unknown }[]
  readonly tool_choice?: unknown
}

/** The Messages API, whole or streamed. */
export const messages: Protocol<MessagesRequest> = {
  sample: ({ output_config, tools }) => sampleOf(output_config?.format?.schema ?? tools?.[0]?.input_schema),
  answer(request, content, finish) {
    const reason = finish === 'length' ? 'max_tokens' : toolOf(request) ? 'tool_use' : 'end_turn'
    if (!request.stream) return whole(request, content, reason)
    return stream([
      ...beginning(request, content),
      ['content_block_stop', { type: 'content_block_stop', index: 0 }],
      [
        'message_delta',
        {
          type: 'message_delta',
          delta: { stop_reason: reason, stop_sequence: null },
          usage: { output_tokens: tokens(content) },
        },
      ],
      ['message_stop', { type: 'message_stop' }],
    ])
  },
  midway(request, content) {
    const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }
    return request.stream
      ? stream([...beginning(request, content), ['error', overloaded]])
      : { type: JSON_TYPE, body: JSON.stringify(overloaded) }
  },
  malformed: ({ stream }) =>
    stream
      ? { type: EVENTS, body: 'event: message_start\ndata: {"type": "mess\n\n' }
      : { type: JSON_TYPE, body: '{"type": "message", "con' },
  error: (status, message) => ({
    type: JSON_TYPE,
    body: JSON.stringify({ type: 'error', error: { type: NAMES[status] ?? 'api_error', message } }),
    headers: { 'request-id': 'req_fake' },
  }),
}

const NAMES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
}

const JSON_TYPE = 'application/json'
const EVENTS = 'text/event-stream; charset=utf-8'

const toolOf = ({ tools, tool_choice }: MessagesRequest): string | undefined =>
  tool_choice === undefined ? undefined : tools?.[0]?.name

const head = ({ model }: MessagesRequest) => ({ id: 'msg_fake', type: 'message', role: 'assistant', model })

const inputTokens = ({ system, messages }: MessagesRequest): number => tokens(JSON.stringify([system, messages]))

function whole(request: MessagesRequest, content: string, stop_reason: string): Wire {
  const name = toolOf(request)
  const block = name ? { type: 'tool_use', id: 'toolu_fake', name, input: JSON.parse(content) } : textBlock(content)
  const usage = { input_tokens: inputTokens(request), output_tokens: tokens(content) }
  const body = { ...head(request), content: [block], stop_reason, stop_sequence: null, usage }
  return { type: JSON_TYPE, body: JSON.stringify(body) }
}

type Event = readonly [event: string, data: object]

const stream = (all: readonly Event[]): Wire => ({ type: EVENTS, body: events(all) })

const textBlock = (text: string) => ({ type: 'text', text })

function beginning(request: MessagesRequest, content: string): Event[] {
  const name = toolOf(request)
  const usage = { input_tokens: inputTokens(request), output_tokens: 1 }
  const message = { ...head(request), content: [], stop_reason: null, stop_sequence: null, usage }
  const block = name ? { type: 'tool_use', id: 'toolu_fake', name, input: {} } : textBlock('')
  const delta = (piece: string) =>
    name ? { type: 'input_json_delta', partial_json: piece } : { type: 'text_delta', text: piece }
  return [
    ['message_start', { type: 'message_start', message }],
    ['content_block_start', { type: 'content_block_start', index: 0, content_block: block }],
    ['ping', { type: 'ping' }],
    ...pieces(content).map(
      (piece): Event => ['content_block_delta', { type: 'content_block_delta', index: 0, delta: delta(piece) }],
    ),
  ]
}
