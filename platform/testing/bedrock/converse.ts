import { type Protocol, pieces, tokens } from '../model-server/protocol.ts'
import { sampleOf } from '../model-server/sample.ts'
import { framed, type Message } from './event-stream.ts'

/** The parts of a Converse request that matter here. */
export interface ConverseBody {
  readonly system?: readonly { readonly text: string }[]
  readonly messages: readonly { readonly role: string; readonly content: readonly { readonly text?: string }[] }[]
  readonly inferenceConfig?: { readonly maxTokens?: number }
  readonly toolConfig?: {
    readonly tools: readonly {
      readonly toolSpec: { readonly name: string; readonly inputSchema: { readonly json: unknown } }
    }[]
  }
  readonly additionalModelRequestFields?: {
    readonly output_config?: { readonly format?: { readonly schema: unknown } }
  }
}

export interface ConverseRequest extends ConverseBody {
  /** From the path: `anthropic.claude-3-5-sonnet-20240620-v1:0`. */
  readonly model: string
  /** Whether `converse-stream` was asked. */
  readonly stream: boolean
}

/** Bedrock's Converse and ConverseStream. */
export const converse: Protocol<ConverseRequest> = {
  sample: ({ additionalModelRequestFields: fields, toolConfig }) =>
    sampleOf(fields?.output_config?.format?.schema ?? toolConfig?.tools[0]?.toolSpec.inputSchema.json),
  answer(request, content, finish) {
    const tool = toolOf(request)
    const stopReason = finish === 'length' ? 'max_tokens' : tool ? 'tool_use' : 'end_turn'
    const usage = usageOf(request, content)
    if (!request.stream) {
      const block = tool ? { toolUse: { ...tool, input: JSON.parse(content) } } : { text: content }
      const output = { message: { role: 'assistant', content: [block] } }
      return { type: JSON_TYPE, body: JSON.stringify({ output, stopReason, usage, metrics: { latencyMs: 1 } }) }
    }
    return {
      type: STREAM,
      body: framed([
        ...beginning(request, content),
        ['event', 'contentBlockStop', { contentBlockIndex: 0, p: PADDING }],
        ['event', 'messageStop', { stopReason, p: PADDING }],
        ['event', 'metadata', { usage, metrics: { latencyMs: 1 }, p: PADDING }],
      ]),
    }
  },
  midway: (request, content) => ({
    type: STREAM,
    body: framed([...beginning(request, content), ['exception', 'modelStreamErrorException', { message: 'It broke' }]]),
  }),
  malformed: ({ stream }) =>
    stream
      ? // Its last bytes, the checksum, are wrong.
        {
          type: STREAM,
          body: Buffer.concat([framed([['event', 'messageStart', {}]]).subarray(0, -4), Buffer.alloc(4)]),
        }
      : { type: JSON_TYPE, body: '{"output": {"mess' },
  error: (status, message) => ({
    type: JSON_TYPE,
    body: JSON.stringify({ message }),
    headers: { 'x-amzn-errortype': NAMES[status] ?? 'InternalServerException', 'x-amzn-requestid': 'fake' },
  }),
}

const NAMES: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  408: 'ModelTimeoutException',
  424: 'ModelErrorException',
  429: 'ThrottlingException',
  503: 'ServiceUnavailableException',
}

const JSON_TYPE = 'application/json'
const STREAM = 'application/vnd.amazon.eventstream'
/** The real service pads its events, so that their sizes tell nothing. */
const PADDING = 'abcdefgh'

const toolOf = ({ toolConfig }: ConverseRequest) => {
  const name = toolConfig?.tools[0]?.toolSpec.name
  return name === undefined ? undefined : { toolUseId: 'tooluse_fake', name }
}

function usageOf({ system, messages }: ConverseRequest, content: string) {
  const inputTokens = tokens(JSON.stringify([system, messages]))
  const outputTokens = tokens(content)
  return { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens }
}

function beginning(request: ConverseRequest, content: string): Message[] {
  const tool = toolOf(request)
  const start: Message[] = tool
    ? [['event', 'contentBlockStart', { contentBlockIndex: 0, start: { toolUse: tool }, p: PADDING }]]
    : []
  return [
    ['event', 'messageStart', { role: 'assistant', p: PADDING }],
    ...start,
    ...pieces(content).map((piece): Message => {
      const delta = tool ? { toolUse: { input: piece } } : { text: piece }
      return ['event', 'contentBlockDelta', { contentBlockIndex: 0, delta, p: PADDING }]
    }),
  ]
}
