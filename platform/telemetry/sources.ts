/** What a scrape asks the database's pools. */
export interface PoolState {
  readonly name: string
  readonly total: number
  readonly idle: number
  readonly waiting: number
}

/** What a scrape asks the caches of services. Counted since they were made; `entries` now. */
export interface CacheState {
  readonly service: string
  readonly cache: string
  readonly hits: number
  readonly stale: number
  readonly misses: number
  readonly failures: number
  readonly entries: number
}

/** What a scrape asks the durable engine: one look at its tables. Times in milliseconds. */
export interface DurableState {
  readonly jobs: readonly {
    readonly service: string
    readonly type: string
    readonly pending: number
    readonly running: number
    /** Since the oldest pending job could have run; 0 when there is none. */
    readonly oldestPending: number
  }[]
  readonly outbox: {
    readonly rows: number
    /** Since the oldest event that was not delivered yet; 0 when there is none. */
    readonly lag: number
  }
}
