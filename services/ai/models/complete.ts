import {
  type FinishReason,
  type LanguageModel,
  type ModelMessage,
  NoObjectGeneratedError,
  Output,
  streamText,
  type TextStreamPart,
  type ToolSet,
} from 'ai'
import type { Clock } from 'banyan/clock'
import type { Deadline } from 'banyan/resilience'
import * as z from 'zod'
import { faultOf, ModelFault } from './fault.ts'
import { patience } from './patience.ts'
import { estimate, nothing, type Usage } from './usage.ts'
import { wireSchema } from './wire-schema.ts'

/** One question to a model, and the form that its answer must have. */
export interface Request<T> {
  /** Names the form to the provider: lower-case words joined by underscores. */
  readonly name: string
  readonly schema: z.ZodType<T>
  readonly instructions: string
  readonly messages: readonly ModelMessage[]
  /** The most that it may write. */
  readonly maxTokens: number
}

export interface Limits {
  readonly clock: Clock
  readonly deadline: Deadline
  /** Milliseconds for the whole call. */
  readonly attempt: number
  /** Milliseconds without a new word, from the first byte on: a server that drips is cut as one that hangs. */
  readonly idle: number
  /** Told what there is of the answer each time that it grows. */
  readonly watch?: ((text: string) => void) | undefined
}

/** How one call ended, and what it consumed: a failed call may have to be paid, too. */
export type Completion<T> = { readonly usage: Usage } & (
  | { readonly value: T }
  | { readonly fault: ModelFault /** In the middle of its answer. */; readonly brokeOff: boolean }
)

/** Asks a model once. Never rejects for what the model or its server does: that is in the completion. */
export async function complete<T>(model: LanguageModel, request: Request<T>, limits: Limits): Promise<Completion<T>> {
  const { clock, deadline } = limits
  const waiting = patience(clock, limits)
  const signal = AbortSignal.any([deadline.signal, waiting.signal])
  let usage: Usage | undefined
  let accepted = false
  let text = ''
  let inTool = ''
  let finished: FinishReason | undefined
  let broken: unknown
  try {
    const result = streamText({
      model,
      instructions: request.instructions,
      messages: [...request.messages],
      output: Output.object({ schema: wireSchema(request.schema), name: request.name }),
      maxOutputTokens: request.maxTokens,
      maxRetries: 0,
      abortSignal: signal,
      include: { rawChunks: true },
      telemetry: { isEnabled: false },
      // The SDK would print it otherwise, with the prompt. It arrives in the stream as well.
      onError: () => undefined,
    })
    for await (const part of result.stream) {
      if (part.type === 'start-step') accepted = true
      const words = wordsOf(part)
      if (words !== '') {
        if (part.type === 'raw') inTool += words
        else text += words
        limits.watch?.(text || inTool)
      }
      if (words !== '' || part.type === 'reasoning-delta') waiting.renew()
      if (part.type === 'error') broken ??= part.error
      if (part.type === 'finish') {
        const { inputTokens, outputTokens } = part.totalUsage
        if (inputTokens !== undefined || outputTokens !== undefined)
          usage = { inputTokens: inputTokens ?? 0, outputTokens: outputTokens ?? 0, estimated: false }
        finished = part.finishReason
      }
    }
    signal.throwIfAborted()
    if (broken !== undefined) throw broken
    if (finished === 'length') throw cutOff()
    if (finished === 'content-filter') throw new ModelFault('refused', { code: 'content_filter' })
    return { value: await result.output, usage: usage ?? estimate(asked(request), text) }
  } catch (error) {
    const fault = deadline.signal.aborted ? new ModelFault('abandoned') : (waiting.fault ?? unusable(error, clock))
    const written = text || inTool
    const brokeOff = written !== '' && (finished === undefined || broken !== undefined)
    // What is told of an answer that broke off is how it began.
    const counted = brokeOff ? undefined : usage
    return { fault, brokeOff, usage: counted ?? (accepted ? estimate(asked(request), written) : nothing) }
  } finally {
    waiting.end()
  }
}

/**
 * What a part of the stream adds to the answer. What a model on Bedrock writes into the tool that takes its answer comes
 * raw: the SDK gives it as text only when it is whole.
 */
function wordsOf(part: TextStreamPart<ToolSet>): string {
  if (part.type === 'text-delta') return part.text
  if (part.type !== 'raw') return ''
  const chunk = ToolWords.safeParse(part.rawValue)
  return chunk.success ? chunk.data.contentBlockDelta.delta.toolUse.input : ''
}

const ToolWords = z.object({
  contentBlockDelta: z.object({ delta: z.object({ toolUse: z.object({ input: z.string() }) }) }),
})

/** An answer that was cut off is never mended: what is missing cannot be known. */
const cutOff = () =>
  new ModelFault('cutOff', { rejected: { because: 'It was cut off at the length limit. Write much less.' } })

function unusable(error: unknown, clock: Clock): ModelFault {
  if (!NoObjectGeneratedError.isInstance(error)) return faultOf(error, clock.now())
  const because = reasonOf(error.cause)
  return new ModelFault('unusable', { rejected: { ...(error.text !== undefined && { text: error.text }), because } })
}

/** The validation's own words, if that is what failed: at the end of the SDK's chain of causes. */
function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : undefined
  return inner && !(inner instanceof SyntaxError) ? inner.message : 'It is not valid JSON.'
}

const asked = ({ instructions, messages }: Request<unknown>): string => instructions + JSON.stringify(messages)
