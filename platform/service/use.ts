import type * as z from 'zod'
import type { Contract, Duration, Failure, Job, Operation, Operations, Stream } from '../contract/index.ts'
import type { BreakerPolicy, BudgetPolicy, BulkheadPolicy, PresetName, RetryPolicy } from '../resilience/index.ts'
import type { ServiceContext, Shape } from './context.ts'

/** What a service does about the failures of a contract that it uses: a preset by name, or what differs from `preset`. */
export interface UsePolicy<C extends Contract = Contract, S extends Shape = Shape> {
  /** Where everything comes from that is not said here. Default `service`. */
  readonly preset?: PresetName
  readonly breaker?: PresetName | Partial<BreakerPolicy>
  readonly retry?: PresetName | Partial<RetryPolicy>
  readonly budget?: Partial<BudgetPolicy>
  /** Calls to it at once from this process. */
  readonly bulkhead?: PresetName | Partial<BulkheadPolicy>
  /** For one call with all of its tries; only ever shortens the caller's own deadline. */
  readonly deadline?: Duration
  /** What to answer, by operation, when no try succeeded. */
  readonly fallback?: { readonly [K in keyof Answering<C>]?: Fallback<Answering<C>[K], S> }
}

/** The operations that can have a fallback: those that answer at once. */
type Answering<C extends Contract> = {
  [K in keyof Operations<C> as Operations<C>[K] extends Job | Stream ? never : K]: Operations<C>[K]
}

/**
 * An answer in place of the one that failed: a reduced one, or from somewhere else, made by a function in the context of
 * the call; or the last good one to the same user and input, if it is not older than `lastAnswer`. What the function throws
 * leaves the failure as it is.
 */
export type Fallback<Op extends Operation, S extends Shape = Shape> =
  | ((
      input: z.output<Op['input']>,
      failure: Failure,
      ctx: ServiceContext<S>,
    ) => z.input<Op['output']> | Promise<z.input<Op['output']>>)
  | { readonly lastAnswer: Duration /** Answers kept. Default 1000. */; readonly entries?: number }

/** A contract with what the service that uses it does about its failures. */
export type Used<C extends Contract> = C & { readonly policy: UsePolicy<never> }

/**
 * A contract in `uses` with a policy of its own: `uses: { search: use(search, { preset: 'external' }) }`. A contract without
 * one has the preset `service` and no fallback.
 */
export function use<C extends Contract, S extends Shape = Shape>(contract: C, policy: UsePolicy<C, S>): Used<C> {
  // Which operations it names was checked here; whoever reads it later has operations by name only.
  return { ...contract, policy: policy as unknown as UsePolicy<never> }
}

/** The policy that came with a contract; an empty one for a bare contract. */
export const policyOf = (contract: Contract): UsePolicy<never> =>
  'policy' in contract ? (contract as Used<Contract>).policy : {}
