import type { Clock } from '../clock/index.ts'
import { type Command, failure, ms, type Query } from '../contract/index.ts'
import { Bulkhead } from '../resilience/index.ts'

/** The cap of one operation in one process: its own, or where it has none, far more than can be answered in time. */
export function operationBulkhead(id: string, { concurrency }: Query | Command, clock: Clock): Bulkhead {
  const { running = MOST, waiting = running, patience = '1s' } = concurrency ?? {}
  return new Bulkhead({
    policy: { running, waiting, patience: ms(patience) },
    clock,
    refusal: () =>
      failure('limited', { detail: `Too many calls of ${id} are under way`, retryAfter: 1_000, overloaded: true }),
  })
}

const MOST = 1_000
