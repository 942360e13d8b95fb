import { expect, test } from 'vitest'
import { barsOf, totalsOf } from './usage.ts'

const row = {
  generator: 'blog-post',
  calls: 4,
  failedCalls: 1,
  inputTokens: 100,
  outputTokens: 50,
  cost: 0.5,
  unpricedCalls: 0,
  cachedCalls: 1,
  pictures: 1,
}
const model = (id: string, order: number) => ({ id, provider: 'x', order, offline: id === 'offline', price: null })

test('what stood in for the first model is counted, and the built-in one by itself', () => {
  const rows = [
    { ...row, model: 'big' },
    { ...row, model: 'small', calls: 2 },
    { ...row, model: 'offline', calls: 1, cost: 0 },
  ]
  const models = [model('offline', 2), model('big', 0), model('small', 1)]
  expect(totalsOf({ rows, totalCost: 1 }, models)).toMatchObject({
    calls: 7,
    failed: 3,
    tokens: 450,
    cost: 1,
    offline: 1,
    fallback: 3,
  })
  const alone = totalsOf({ rows: [{ ...row, model: 'offline' }], totalCost: 0 }, [model('offline', 0)])
  expect(alone).toMatchObject({ offline: 4, fallback: 0 })
})

test('every day of a period has its bar, across the end of a month', () => {
  const days = [{ day: '2026-02-28', calls: 2, failedCalls: 1, inputTokens: 3, outputTokens: 4, cost: 0.1 }]
  const bars = barsOf(days, 3, Date.parse('2026-03-02T23:59:59Z'))
  expect(bars.map(({ day, calls }) => [day, calls])).toEqual([
    ['2026-02-28', 2],
    ['2026-03-01', 0],
    ['2026-03-02', 0],
  ])
  expect(bars[0]).toMatchObject({ failed: 1, tokens: 7, cost: 0.1 })
})
