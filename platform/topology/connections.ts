/** The largest number of database connections of one process: for the platform's own work, and for each service. */
export interface Connections {
  readonly owner: number
  readonly service: number
}

/**
 * What each process may take, so that all of them together stay within `granted` wherever that is at all enough for them.
 * `services` counts them in each process.
 */
export function connectionShares(services: readonly number[], granted: number): Connections {
  const processes = services.length
  const pools = services.reduce((sum, count) => sum + count, 0)
  // Each process has one more, that listens.
  const shared = granted - processes
  return {
    owner: between(2, Math.floor((shared * OWNERS) / processes), MOST.owner),
    service: between(2, Math.floor((shared * (1 - OWNERS)) / Math.max(1, pools)), MOST.service),
  }
}

/** The part for the platform's own work: claiming jobs, moving events. */
const OWNERS = 0.4
const MOST: Connections = { owner: 10, service: 12 }

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value))
