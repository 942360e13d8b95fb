/** What telemetry learns from the engine. Called while it works: it must be cheap and must not throw. */
export interface DurableObserver {
  submitted(service: string, name: string): void
  claimed(service: string, name: string, count: number): void
  /** An attempt failed and there will be another. */
  retried(service: string, name: string): void
  /** `ms` from the claim of the last attempt to its end. */
  jobFinished(service: string, name: string, status: 'done' | 'failed' | 'cancelled', ms: number): void
  /** Jobs whose worker stopped renewing its lease. */
  leasesExpired(count: number): void
  relayed(count: number): void
  /** `ms` from the event's announcement to the commit of its effect. */
  handled(consumer: string, type: string, ms: number): void
  /** A consumer failed; `dead` when it was the last attempt. */
  rejected(consumer: string, type: string, dead: boolean): void
  /** A failure that no operation told of: of a consumer, of the commit of a job's result, of a worker that was lost. */
  failed(service: string, code: string): void
}

export const unobserved: DurableObserver = {
  submitted: () => undefined,
  claimed: () => undefined,
  retried: () => undefined,
  jobFinished: () => undefined,
  leasesExpired: () => undefined,
  relayed: () => undefined,
  handled: () => undefined,
  rejected: () => undefined,
  failed: () => undefined,
}
