import { type Job, ms } from '../contract/index.ts'
import type { JobPolicy } from './types.ts'

/** How jobs of an operation are treated: what it says, and what holds where it says nothing. */
export function policyOf(operation: Job): JobPolicy {
  const { attempts = 3, deadline = '5m', concurrency, priority = 0, retention = '30d', http } = operation
  return {
    attempts,
    deadline: ms(deadline),
    total: concurrency?.total,
    perUser: concurrency?.perUser,
    priority,
    retention: ms(retention),
    tracked: http !== undefined,
  }
}
