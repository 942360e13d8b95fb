import { Failure } from 'banyan/contract'
import { late, retry } from 'banyan/resilience'
import type { Answered, Asking } from './asking.ts'
import type { Chain, ChainModel, Remote } from './chain.ts'
import type { Completion } from './complete.ts'
import { ModelFault } from './fault.ts'
import { keyOf, offlineModel } from './name.ts'
import { NoAnswer } from './no-answer.ts'
import { costOf } from './prices.ts'
import { nothing, type Usage } from './usage.ts'

/** What is wanted of whichever model gives it first. */
export interface Wanted<Model, T> {
  /** One call. Never rejects for what the model or its server does. `rejected` is what was wrong with its last answer. */
  call(model: Model, rejected: Rejected): Promise<Completion<T>>
  /** More than that call can consume. */
  most(rejected: Rejected): Usage
  offline(): T
}

export type Rejected = ModelFault['details']['rejected']

/**
 * Asks the models of the chain one after another until one answers. Each has the attempts of the retry policy; an answer
 * that cannot be used takes one up and is asked for again with what is wrong with it. Rejects with `NoAnswer`, or with the
 * deadline's reason.
 */
export async function along<Model, T>(wanted: Wanted<Model, T>, asking: Asking<Model>): Promise<Answered<T>> {
  const faults: { model: string; fault: ModelFault }[] = []
  for (const [order, link] of asking.chain.entries()) {
    const { name, remote } = link
    if (!remote) return offline(wanted, asking)
    const others = asking.chain.slice(order + 1)
    try {
      // It would say the same again; who is left to ask takes its turn.
      const rest = remote.restsUntil - asking.clock.now()
      if (rest > 0 && others.length > 0) throw new ModelFault('limited', { retryAfter: rest })
      return { value: await insist(wanted, link, remote, others, asking), model: name.id }
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

async function offline<T>(
  wanted: Pick<Wanted<never, T>, 'offline'>,
  { clock, record }: Pick<Asking<never>, 'clock' | 'record'>,
): Promise<Answered<T>> {
  const began = clock.monotonic()
  const value = wanted.offline()
  const latency = clock.monotonic() - began
  await record({ model: offlineModel, usage: nothing, cost: 0, fault: undefined, latency, reservation: undefined })
  return { value, model: offlineModel.id }
}

/** Asks one model until it answers, has used its attempts, or fails for good. */
function insist<Model, T>(
  wanted: Wanted<Model, T>,
  { name, price }: ChainModel<Model>,
  remote: Remote<Model>,
  others: Chain<Model>,
  asking: Asking<Model>,
): Promise<T> {
  let rejected: Rejected
  let brokeOff = false
  const once = async (): Promise<T> => {
    const reservation = await asking.reserve(costOf(price, wanted.most(rejected)))
    const began = asking.clock.monotonic()
    const completion = await wanted.call(remote.model, rejected)
    const fault = 'fault' in completion ? completion.fault : undefined
    const latency = asking.clock.monotonic() - began
    remote.last = { at: asking.clock.now(), fault: fault?.kind }
    if (fault?.kind === 'limited') remote.restsUntil = asking.clock.now() + (fault.details.retryAfter ?? 0)
    const { usage } = completion
    await asking.record({ model: name, usage, cost: costOf(price, usage), fault, latency, reservation })
    if ('value' in completion) return completion.value
    brokeOff = completion.brokeOff
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
      if (others.length === 0) return true
      // What broke in the middle has cost its time already: rather ask one that is well, and another one than wait long.
      if (brokeOff && others.some(isWell)) return false
      return (error.details.retryAfter ?? 0) < asking.retry.cap
    },
  })
}

const isWell = ({ remote }: ChainModel<unknown>): boolean => remote !== undefined && remote.breaker.state !== 'open'

/** A breaker's refusal counts as a fault like any other. What else is thrown is a mistake of ours, and passes. */
function asFault(error: unknown): ModelFault {
  if (error instanceof ModelFault) return error
  if (error instanceof Failure && error.kind === 'unavailable')
    return new ModelFault('resting', { retryAfter: error.retryAfter })
  throw error
}
