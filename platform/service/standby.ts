import type { Clock } from '../clock/index.ts'
import { asFallback, type Contract, type Failure, isOperation, ms, type Operation } from '../contract/index.ts'
import type { Frame } from './frame.ts'
import { LastAnswers } from './last-answers.ts'
import type { UsePolicy } from './use.ts'
import { inputValidator, outputValidator } from './validate.ts'

/** What stands by for one operation of a dependency. */
export interface Standby {
  /** Told of each good answer. */
  remember?(frame: Frame, input: unknown, output: unknown): void
  /** An answer of the operation's own form, marked as a fallback. Rejects where there is none. */
  answer(input: unknown, failure: Failure, frame: Frame): Promise<unknown>
}

export interface StandbyOptions {
  readonly contract: Contract
  readonly policy: UsePolicy<never>
  readonly clock: Clock
  readonly context: (frame: Frame) => never
}

/** The declared fallbacks of one use, by operation. */
export function standbyFor({ contract, policy, clock, context }: StandbyOptions): ReadonlyMap<string, Standby> {
  const standbys = new Map<string, Standby>()
  for (const [name, fallback] of Object.entries(policy.fallback ?? {}) as [string, Declared][]) {
    const operation = contract.members[name]
    if (!operation || !isOperation(operation))
      throw new TypeError(`${contract.name} has no operation "${name}" to fall back for`)
    const what = `the fallback for ${contract.name}.${name}`
    standbys.set(
      name,
      typeof fallback === 'function'
        ? reduced(fallback, operation, what, context)
        : older(new LastAnswers(ms(fallback.lastAnswer), fallback.entries ?? 1_000), clock),
    )
  }
  return standbys
}

/** A fallback whose types were checked where it was declared. */
type Declared = Reduce | { readonly lastAnswer: Parameters<typeof ms>[0]; readonly entries?: number }
type Reduce = (input: unknown, failure: Failure, ctx: never) => unknown

function reduced(fallback: Reduce, operation: Operation, what: string, context: (frame: Frame) => never): Standby {
  const input = inputValidator(operation.input)
  const output = outputValidator(operation.output, what)
  return {
    async answer(given, failure, frame) {
      const made = output(await fallback(input(given), failure, context(frame)))
      return asFallback(own(made))
    },
  }
}

function older(answers: LastAnswers, clock: Clock): Standby {
  return {
    remember: ({ caller }, input, output) => answers.remember(caller.user?.id, input, output, clock.monotonic()),
    async answer(input, failure, { caller }) {
      const found = answers.find(caller.user?.id, input, clock.monotonic())
      if (!found) throw failure
      return asFallback(found.output)
    },
  }
}

/** A fallback may give the same object each time, or one that was a good answer before: the mark is for this answer only. */
function own(answer: unknown): unknown {
  if (Array.isArray(answer)) return [...answer]
  return typeof answer === 'object' && answer !== null ? { ...answer } : answer
}
