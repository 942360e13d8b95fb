import { Gauge, type Registry } from 'prom-client'
import type { Clock } from '../clock/index.ts'
import type { Labels } from './histogram.ts'
import type { DurableState } from './sources.ts'
import { within } from './within.ts'

export type Rows = readonly (readonly [Labels, number])[]

export interface GaugeOptions {
  readonly registry: Registry
  readonly clock: Clock
  /** Told of a source that could not be read: the other metrics are served without it. */
  readonly failed: (gauge: string, error: unknown) => void
}

/** A gauge whose rows are read when it is scraped. What cannot be read in time is absent, never zero. */
export function sampledGauge(
  { registry, clock, failed }: GaugeOptions,
  [name, help, ...labelNames]: readonly [name: string, help: string, ...labels: string[]],
  read: () => Rows | Promise<Rows>,
): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    async collect() {
      this.reset()
      // Without labels a reset gauge says 0.
      if (labelNames.length === 0) this.remove()
      try {
        const given = read()
        const rows = given instanceof Promise ? await within(clock, PATIENCE, () => given) : given
        for (const [labels, value] of rows) this.set({ ...labels }, value)
      } catch (error) {
        failed(name, error)
      }
    },
  })
}

/** How long a scrape waits for one source, in milliseconds. */
const PATIENCE = 2_000

/** The gauges of jobs and of the outbox. All come from one look at the tables a scrape. */
export function durableGauges(options: GaugeOptions, source: () => (() => Promise<DurableState>) | undefined): void {
  let look: Promise<DurableState | undefined> | undefined
  const state = () => {
    look ??= Promise.resolve(source()?.()).finally(() => {
      look = undefined
    })
    return look
  }
  type Job = DurableState['jobs'][number]
  const jobs = (rows: (job: Job) => Rows) => async () => (await state())?.jobs.flatMap(rows) ?? []
  const outbox = (value: (outbox: DurableState['outbox']) => number) => async (): Promise<Rows> => {
    const now = await state()
    return now ? [[{}, value(now.outbox)]] : []
  }

  sampledGauge(
    options,
    ['background_jobs', 'Jobs that have not ended', 'service', 'job_type', 'status'],
    jobs(({ service, type: job_type, pending, running }) => [
      [{ service, job_type, status: 'pending' }, pending],
      [{ service, job_type, status: 'running' }, running],
    ]),
  )
  sampledGauge(
    options,
    ['background_jobs_oldest_pending_seconds', 'How long a job has been waiting to run', 'service', 'job_type'],
    jobs(({ service, type: job_type, oldestPending }) => [[{ service, job_type }, oldestPending / 1000]]),
  )
  sampledGauge(
    options,
    ['outbox_rows', 'Events that were not delivered yet'],
    outbox(({ rows }) => rows),
  )
  sampledGauge(
    options,
    ['outbox_lag_seconds', 'Age of the oldest event that was not delivered yet'],
    outbox(({ lag }) => lag / 1000),
  )
}
