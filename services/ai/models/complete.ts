import {
  type FinishReason,
  type LanguageModel,
  type ModelMessage,
  NoObjectGeneratedError,
  Output,
  streamText,
} from 'ai'
import type { Clock } from 'banyan/clock'
import type { Deadline } from 'banyan/resilience'
import type * as z from 'zod'
import { faultOf, ModelFault } from './fault.ts'
import { estimate, nothing, type Usage } from './usage.ts'
import { wireSchema } from './wire-schema.ts'

/** One question to a model, and the form that its answer must have. */
export interface Request<T> {
  /** Names the form to the provider: lower-case words joined by underscores. */
  readonly name: string
  readonly schema: z.ZodType<T>
  readonly instructions: string
  readonly messages: readonly ModelMessage[]
}

export interface Limits {
  readonly clock: Clock
  readonly deadline: Deadline
  /** Milliseconds for the whole call. */
  readonly attempt: number
  /** Milliseconds without a new word, from the first byte on: a server that drips is cut as one that hangs. */
  readonly idle: number
}

/** How one call ended, and what it consumed: a failed call may have to be paid, too. */
export type Completion<T> = { readonly usage: Usage } & ({ readonly value: T } | { readonly fault: ModelFault })

/** Asks a model once. Never rejects for what the model or its server does: that is in the completion. */
export async function complete<T>(model: LanguageModel, request: Request<T>, limits: Limits): Promise<Completion<T>> {
  const { clock, deadline } = limits
  const patience = impatience(clock, limits)
  const signal = AbortSignal.any([deadline.signal, patience.signal])
  let usage: Usage | undefined
  let accepted = false
  let text = ''
  try {
    const result = streamText({
      model,
      instructions: request.instructions,
      messages: [...request.messages],
      output: Output.object({ schema: wireSchema(request.schema), name: request.name }),
      maxRetries: 0,
      abortSignal: signal,
      telemetry: { isEnabled: false },
      // The SDK would print it otherwise, with the prompt. It arrives in the stream as well.
      onError: () => undefined,
    })
    let finished: FinishReason | undefined
    let broken: unknown
    for await (const part of result.stream) {
      if (part.type === 'start-step') accepted = true
      if (part.type === 'text-delta') text += part.text
      if (part.type === 'text-delta' || part.type === 'reasoning-delta') patience.renew()
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
    const fault = deadline.signal.aborted ? new ModelFault('abandoned') : (patience.fault ?? unusable(error, clock))
    return { fault, usage: usage ?? (accepted ? estimate(asked(request), text) : nothing) }
  } finally {
    patience.end()
  }
}

/** Ends a call that takes too long in all, or too long for the next word. */
function impatience(clock: Clock, { attempt, idle }: Limits) {
  const controller = new AbortController()
  const giveUp = () => controller.abort(new ModelFault('tooSlow'))
  const stopAttempt = clock.timer(attempt, giveUp)
  let stopIdle = clock.timer(idle, giveUp)
  return {
    signal: controller.signal,
    get fault(): ModelFault | undefined {
      return controller.signal.aborted ? controller.signal.reason : undefined
    },
    renew() {
      stopIdle()
      stopIdle = clock.timer(idle, giveUp)
    },
    end() {
      stopAttempt()
      stopIdle()
    },
  }
}

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
