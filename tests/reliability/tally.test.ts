import { expect, test } from 'vitest'
import { End, type LoadResult } from './load.ts'
import { figures, goodput, refusals } from './tally.ts'

const { correct, late, refused, failed } = End

const result = (
  rows: readonly (readonly [operation: number, due: number, latency: number, end: number])[],
): LoadResult => ({
  operations: rows.map(([operation]) => operation),
  due: rows.map(([, due]) => due),
  latency: rows.map(([, , latency]) => latency),
  ends: rows.map(([, , , end]) => end),
  wrong: [],
})

test('shares, the worst ten seconds and quantiles are of the operations asked for', () => {
  const rows = Array.from({ length: 100 }, (_, n) => [0, n * 200, n + 1, n === 99 ? late : correct] as const)
  const told = figures(result([...rows, [1, 0, 9_999, failed]]), (operation) => operation === 0)
  expect(told).toEqual({ count: 100, correct: 0.99, worst: 0.98, p50: 51, p95: 96, p99: 100 })
})

test('goodput is what was correct, by the second', () => {
  const rows = [
    [0, 0, 1, correct],
    [0, 900, 1, correct],
    [0, 950, 1, refused],
    [0, 2_100, 1, correct],
  ] as const
  expect(goodput(result(rows))).toEqual([2, 0, 1])
})

test('refusals are timed by themselves, without those of the first second', () => {
  const rows = [
    [0, 0, 900, refused],
    [0, 1_000, 500, correct],
    [0, 1_000, 20, refused],
    [0, 1_500, 10, refused],
  ] as const
  expect(refusals(result(rows))).toEqual({ count: 2, p50: 20, p95: 20 })
})
