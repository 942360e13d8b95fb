export {
  Breaker,
  type BreakerOptions,
  type BreakerPolicy,
  type BreakerState,
  breakerPolicies,
  type Verdict,
} from './breaker.ts'
export { RetryBudget } from './budget.ts'
export { Deadline, late } from './deadline.ts'
export { type RetryOptions, type RetryPolicy, retry, retryPolicies } from './retry.ts'
