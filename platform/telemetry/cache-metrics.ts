import { Counter } from 'prom-client'
import { type GaugeOptions, sampledGauge } from './gauges.ts'
import type { CacheState } from './sources.ts'

/** How often caches of services had what was asked for: the hit ratio is hits of all results but `failure`. */
export function cacheMetrics(options: GaugeOptions, state: () => readonly CacheState[]): void {
  new Counter({
    name: 'cache_requests_total',
    help: 'Answers of caches by where they came from: hit, stale, miss; and loads that failed: failure',
    labelNames: ['service', 'cache', 'result'],
    registers: [options.registry],
    collect() {
      this.reset()
      for (const { service, cache, hits, stale, misses, failures } of state()) {
        this.inc({ service, cache, result: 'hit' }, hits)
        this.inc({ service, cache, result: 'stale' }, stale)
        this.inc({ service, cache, result: 'miss' }, misses)
        this.inc({ service, cache, result: 'failure' }, failures)
      }
    },
  })
  sampledGauge(options, ['cache_entries', 'Answers that caches keep now', 'service', 'cache'], () =>
    state().map(({ service, cache, entries }) => [{ service, cache }, entries]),
  )
}
