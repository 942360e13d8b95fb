import { Counter, collectDefaultMetrics, Registry } from 'prom-client'
import { cacheMetrics } from './cache-metrics.ts'
import { durableGauges, type GaugeOptions, sampledGauge } from './gauges.ts'
import { durationHistogram, type Labels } from './histogram.ts'
import { type Durations, Meter } from './meter.ts'
import { ResilienceMetrics } from './resilience-metrics.ts'
import type { CacheState, DurableState, PoolState } from './sources.ts'

export interface MetricsOptions extends Omit<GaugeOptions, 'registry'> {
  /** Whether the metrics of the process itself are among them: one set a process is enough. */
  readonly process: boolean
}

/** Everything that is counted, by the names under which it is scraped. */
export class Metrics {
  readonly resilience: ResilienceMetrics
  readonly #registry = new Registry()
  readonly #operations = new Map<string, { service: string; operation: string; meter: Meter }>()
  readonly #routes = new Map<string, { service: string; method: string; route: string; meter: Meter<number> }>()
  readonly #connections = new Map<string, () => number>()
  readonly #jobs: Counter<'service' | 'job_type' | 'status'>
  readonly #errors: Counter<'type' | 'service'>
  #caches: (() => readonly CacheState[]) | undefined
  #pools: (() => readonly PoolState[]) | undefined
  #durable: (() => Promise<DurableState>) | undefined

  constructor({ process, ...options }: MetricsOptions) {
    const registry = this.#registry
    const registers = [registry]
    const gauges = { registry, ...options }
    if (process) collectDefaultMetrics({ register: registry })
    durationHistogram(registry, 'http_request_duration_seconds', 'Time to the last byte of an answer', () =>
      this.#routeRows(),
    )
    durationHistogram(registry, 'operation_duration_seconds', 'Time that operations took, over every link', () =>
      this.#operationRows(),
    )
    this.#jobs = new Counter({
      name: 'background_jobs_total',
      help: 'Jobs that came to a status',
      labelNames: ['service', 'job_type', 'status'],
      registers,
    })
    this.#errors = new Counter({
      name: 'errors_total',
      help: 'Failures by code',
      labelNames: ['type', 'service'],
      registers,
    })
    sampledGauge(gauges, ['active_connections', 'Connections open now', 'service'], () =>
      [...this.#connections].map(([service, count]) => [{ service }, count()]),
    )
    sampledGauge(gauges, ['db_pool_connections', 'Database connections by pool and state', 'pool', 'state'], () =>
      (this.#pools?.() ?? []).flatMap(({ name: pool, total, idle, waiting }) => [
        [{ pool, state: 'active' }, total - idle],
        [{ pool, state: 'idle' }, idle],
        [{ pool, state: 'waiting' }, waiting],
      ]),
    )
    cacheMetrics(gauges, () => this.#caches?.() ?? [])
    this.resilience = new ResilienceMetrics(gauges)
    durableGauges(gauges, () => this.#durable)
  }

  /** The durations of one operation by outcome; the same object for the same names. */
  operation(service: string, operation: string): Meter {
    const make = () => ({ service, operation, meter: new Meter('ok') })
    return entry(this.#operations, `${service}.${operation}`, make).meter
  }

  /** The durations of one route by status; the same object for the same names. */
  route(service: string, method: string, route: string): Meter<number> {
    const make = () => ({ service, method, route, meter: new Meter<number>(200) })
    return entry(this.#routes, `${service} ${method} ${route}`, make).meter
  }

  /** One job came to `status`: `done`, `failed`, `cancelled`, `retrying`. */
  job(service: string, type: string, status: string): void {
    this.#jobs.inc({ service, job_type: type, status })
  }

  error(type: string, service: string): void {
    this.#errors.inc({ type, service })
  }

  watchConnections(service: string, count: () => number): void {
    this.#connections.set(service, count)
  }

  watchPools(pools: () => readonly PoolState[]): void {
    this.#pools = pools
  }

  watchCaches(caches: () => readonly CacheState[]): void {
    this.#caches = caches
  }

  watchDurable(state: () => Promise<DurableState>): void {
    this.#durable = state
  }

  /** The Prometheus text format, version 0.0.4. */
  async text(): Promise<{ readonly type: string; readonly body: string }> {
    return { type: this.#registry.contentType, body: await this.#registry.metrics() }
  }

  *#operationRows(): Iterable<readonly [Labels, Durations]> {
    for (const { service, operation, meter } of this.#operations.values())
      for (const [outcome, durations] of meter.outcomes()) yield [{ service, operation, outcome }, durations]
  }

  *#routeRows(): Iterable<readonly [Labels, Durations]> {
    for (const { service, method, route, meter } of this.#routes.values())
      for (const [status, durations] of meter.outcomes())
        yield [{ method, route, status_code: status, service }, durations]
  }
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
