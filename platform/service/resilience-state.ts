import type { BreakerState } from '../resilience/index.ts'
import type { DependencyState } from './guarded-link.ts'
import type { OpenService } from './open-service.ts'
import { CallPlan } from './operation-plan.ts'

/** What the platform does about failures and load, as it stands now. */
export interface ResilienceState {
  readonly breakers: readonly {
    /** Whose it is. */
    readonly service: string
    /** What it stands before: a service, or an outside system. */
    readonly dependency: string
    readonly state: BreakerState
    /** Within its window. */
    readonly calls: number
    readonly failures: number
  }[]
  readonly dependencies: readonly DependencyState[]
  /** The caps of the operations of this place. */
  readonly operations: readonly {
    readonly operation: string
    readonly running: number
    readonly waiting: number
    readonly limit: number
  }[]
}

export function resilienceState(services: readonly OpenService[]): ResilienceState {
  return {
    breakers: services.flatMap(({ contract, breakers }) =>
      [...breakers].map(({ name, state, recent }) => ({ service: contract.name, dependency: name, state, ...recent })),
    ),
    dependencies: services.flatMap(({ guards }) => guards.map(({ state }) => state)),
    operations: services.flatMap(({ plans }) =>
      plans.flatMap((plan) => {
        if (!(plan instanceof CallPlan)) return []
        const { running, waiting, policy } = plan.bulkhead
        return [{ operation: plan.id, running, waiting, limit: policy.running }]
      }),
    ),
  }
}
