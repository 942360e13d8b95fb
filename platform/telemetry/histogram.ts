import type { Histogram, Registry } from 'prom-client'
import { BOUNDS_MS, type Durations } from './meter.ts'

export type Labels = Readonly<Record<string, string | number>>

/** A histogram in seconds whose numbers are read from durations that were counted elsewhere, when it is scraped. */
export function durationHistogram(
  registry: Registry,
  name: string,
  help: string,
  rows: () => Iterable<readonly [Labels, Durations]>,
): void {
  const metric = {
    name,
    get: async () => ({ name, help, type: 'histogram', aggregator: 'sum', values: [...values(name, rows())] }),
    reset: () => undefined,
  }
  // The registry asks a metric for `name` and `get()`; its type wants one of its own classes, which cannot be filled.
  registry.registerMetric(metric as unknown as Histogram)
}

function* values(name: string, rows: Iterable<readonly [Labels, Durations]>) {
  for (const [labels, durations] of rows) {
    let below = 0
    for (const [index, bound] of BOUNDS_MS.entries()) {
      below += durations.counts[index] as number
      yield { metricName: `${name}_bucket`, labels: { le: bound / 1000, ...labels }, value: below }
    }
    yield { metricName: `${name}_bucket`, labels: { le: '+Inf', ...labels }, value: durations.count }
    yield { metricName: `${name}_sum`, labels, value: durations.sum / 1000 }
    yield { metricName: `${name}_count`, labels, value: durations.count }
  }
}
