import type { Clock } from 'banyan/clock'
import type { World } from 'banyan/testing/world'
import type { History } from './history.ts'

/** An outside system that takes money, and remembers each time it did. */
export interface Outside {
  charge(clock: Clock, job: string): Promise<string>
}

export const outsideOf = (sim: World, { charges }: History): Outside => ({
  charge: (clock, job) =>
    sim.outside(clock, 'charge', () => {
      charges.set(job, (charges.get(job) ?? 0) + 1)
      return `receipt ${charges.get(job)}`
    }),
})
