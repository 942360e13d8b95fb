import { End, type LoadResult } from './load.ts'

/** Figures of some requests. Times in milliseconds. */
export interface Figures {
  readonly count: number
  /** Of 1: answered correctly within the deadline. */
  readonly correct: number
  /** The same in the worst ten seconds. */
  readonly worst: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export function figures(result: LoadResult, of: (operation: number) => boolean): Figures {
  const latencies: number[] = []
  const windows = new Map<number, { count: number; correct: number }>()
  let correct = 0
  for (const [at, operation] of result.operations.entries()) {
    if (!of(operation)) continue
    const good = result.ends[at] === End.correct
    if (good) correct++
    latencies.push(result.latency[at] as number)
    const key = Math.floor((result.due[at] as number) / WINDOW)
    const window = windows.get(key) ?? { count: 0, correct: 0 }
    window.count++
    if (good) window.correct++
    windows.set(key, window)
  }
  latencies.sort((a, b) => a - b)
  const shares = [...windows.values()].map((window) => window.correct / window.count)
  return {
    count: latencies.length,
    correct: latencies.length === 0 ? 1 : correct / latencies.length,
    worst: Math.min(1, ...shares),
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    p99: quantile(latencies, 0.99),
  }
}

/** The same, of those that were due within a time, in milliseconds from the beginning. */
export function during(result: LoadResult, from: number, to: number, of: (operation: number) => boolean): Figures {
  const there = [...result.due.keys()].filter(
    (at) => (result.due[at] as number) >= from && (result.due[at] as number) < to,
  )
  const some = <T>(values: readonly T[]) => there.map((at) => values[at] as T)
  const { operations, due, latency, ends } = result
  return figures(
    { operations: some(operations), due: some(due), latency: some(latency), ends: some(ends), wrong: [] },
    of,
  )
}

/** Correct answers a second, by the second in which they were due. */
export function goodput(result: LoadResult): number[] {
  const seconds: number[] = []
  for (const [at, due] of result.due.entries()) {
    const second = Math.floor(due / 1000)
    seconds[second] = (seconds[second] ?? 0) + (result.ends[at] === End.correct ? 1 : 0)
  }
  return Array.from(seconds, (count) => count ?? 0)
}

/** Milliseconds within which most of those that were refused after the first second heard so: the median and the 95th percentile. */
export function refusals(result: LoadResult): { readonly count: number; readonly p50: number; readonly p95: number } {
  const times = [...result.latency]
    .filter((_, at) => result.ends[at] === End.refused && (result.due[at] as number) >= 1_000)
    .sort((a, b) => a - b)
  return { count: times.length, p50: quantile(times, 0.5), p95: quantile(times, 0.95) }
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0

const WINDOW = 10_000

export const average = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
