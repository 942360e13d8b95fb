import type { ModelMessage } from 'ai'
import type { Clock, Random } from 'banyan/clock'
import { Failure } from 'banyan/contract'
import { type Deadline, late, type RetryPolicy, retry } from 'banyan/resilience'
import type { Logger } from 'pino'
import type * as z from 'zod'
import type { Chain, Remote } from './chain.ts'
import { type Completion, complete } from './complete.ts'
import { ModelFault } from './fault.ts'
import { keyOf, type ModelName, offlineModel } from './name.ts'
import { NoAnswer } from './no-answer.ts'
import { nothing, type Usage } from './usage.ts'

/** What is asked of whichever model answers first. */
export interface Question<T> {
  /** Names the form of the answer: lower-case words joined by underscores. */
  readonly name: string
  readonly schema: z.ZodType<T>
  readonly instructions: string
  readonly prompt: string
  /** The answer of the offline model. */
  readonly offline: () => T
}

/** One call as it goes on record, whether it gave an answer or not. */
export interface Call {
  readonly model: ModelName
  readonly usage: Usage
  readonly fault: ModelFault | undefined
  /** Milliseconds. */
  readonly latency: number
}

export interface Asking {
  readonly chain: Chain
  readonly retry: RetryPolicy
  /** Milliseconds: for one call, and for the next word within it. */
  readonly attemptTimeout: number
  readonly idleTimeout: number
  readonly clock: Clock
  readonly random: Random
  readonly deadline: Deadline
  readonly log: Logger
  readonly record: (call: Call) => Promise<void>
}

export interface Answered<T> {
  readonly value: T
  readonly model: string
}

/**
 * Asks the models of the chain one after another until one answers. Each has the attempts of the retry policy; an answer
 * that breaks the schema uses one up and is asked for again with what is wrong with it. Rejects with `NoAnswer`, or with
 * the deadline's reason.
 */
export async function ask<T>(question: Question<T>, asking: Asking): Promise<Answered<T>> {
  const faults: { model: string; fault: ModelFault }[] = []
  for (const [order, { name, remote }] of asking.chain.entries()) {
    if (!remote) return offline(question, asking)
    try {
      const value = await insist(question, name, remote, order === asking.chain.length - 1, asking)
      return { value, model: name.id }
    } catch (error) {
      if (asking.deadline.expired) throw asking.deadline.signal.reason ?? late()
      const fault = asFault(error)
      const model = keyOf(name)
      faults.push({ model, fault })
      const { status, code } = fault.details
      asking.log.warn({ model, fault: fault.kind, status, code }, 'a model gave no answer')
    }
  }
  throw new NoAnswer(faults)
}

async function offline<T>(question: Question<T>, { clock, record }: Asking): Promise<Answered<T>> {
  const began = clock.monotonic()
  const value = question.schema.parse(question.offline())
  await record({ model: offlineModel, usage: nothing, fault: undefined, latency: clock.monotonic() - began })
  return { value, model: offlineModel.id }
}

/** Asks one model until it answers, has used its attempts, or fails for good. */
function insist<T>(
  question: Question<T>,
  name: ModelName,
  remote: Remote,
  isLast: boolean,
  asking: Asking,
): Promise<T> {
  let rejected: ModelFault['details']['rejected']
  const once = async (): Promise<T> => {
    const began = asking.clock.monotonic()
    const completion: Completion<T> = await complete(
      remote.model,
      { ...question, messages: conversation(question.prompt, rejected) },
      { ...asking, attempt: asking.attemptTimeout, idle: asking.idleTimeout },
    )
    const fault = 'fault' in completion ? completion.fault : undefined
    const latency = asking.clock.monotonic() - began
    remote.last = { at: asking.clock.now(), fault: fault?.kind }
    await asking.record({ model: name, usage: completion.usage, fault, latency })
    if ('value' in completion) return completion.value
    rejected = completion.fault.details.rejected
    throw completion.fault
  }
  return retry(() => remote.breaker.run(once), {
    policy: asking.retry,
    clock: asking.clock,
    random: asking.random,
    deadline: asking.deadline,
    retryAfter: (error) => (error instanceof ModelFault ? error.details.retryAfter : undefined),
    retryable: (error) => {
      if (!(error instanceof ModelFault) || !error.retry) return false
      // Rather than wait long for one model, ask the next.
      return isLast || (error.details.retryAfter ?? 0) <= asking.retry.cap
    },
  })
}

/** The prompt, and when an answer to it was no good: that answer and what is wrong with it. */
function conversation(prompt: string, rejected: ModelFault['details']['rejected']): ModelMessage[] {
  const first: ModelMessage = { role: 'user', content: prompt }
  if (!rejected) return [first]
  const complaint = `Your answer cannot be used: ${rejected.because}\nAnswer again, with the whole JSON object and nothing else.`
  if (rejected.text === undefined) return [{ role: 'user', content: `${prompt}\n\n${complaint}` }]
  return [first, { role: 'assistant', content: rejected.text }, { role: 'user', content: complaint }]
}

/** A breaker's refusal counts as a fault like any other. What else is thrown is a mistake of ours, and passes. */
function asFault(error: unknown): ModelFault {
  if (error instanceof ModelFault) return error
  if (error instanceof Failure && error.kind === 'unavailable')
    return new ModelFault('resting', { retryAfter: error.retryAfter })
  throw error
}
