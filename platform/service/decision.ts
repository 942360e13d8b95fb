/** Something that the platform decided about a call to a dependency; told once, to whoever watches. */
export interface Decision {
  readonly what: 'retried' | 'opened' | 'halfOpen' | 'closed' | 'rejected' | 'fellBack' | 'fallbackFailed'
  /** Who calls. */
  readonly service: string
  /** Whom: a service, or what a service has a breaker of its own for. */
  readonly dependency: string
  readonly operation?: string | undefined
  /** The code of the failure that led to it; for a refusal `breaker` or `bulkhead`. */
  readonly reason?: string | undefined
}
