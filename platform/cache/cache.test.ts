import { expect, test } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import { createCache } from './index.ts'

const minute = 60_000

/** A cache on a clock of its own, and a source whose answers the test decides. */
function setUp(options: { max?: number; whileLoading?: '0s' | '10m' } = {}) {
  const clock = manualClock()
  const failures: unknown[] = []
  const cache = createCache<string>({
    clock,
    max: options.max ?? 100,
    fresh: '1h',
    stale: { whileLoading: options.whileLoading ?? '0s', onFailure: '1d' },
    timeout: '10s',
    failed: (error, key) => failures.push([key, error]),
  })
  const asked: { key: string; signal: AbortSignal; answer(value: string): void; fail(error: unknown): void }[] = []
  const get = (key: string, signal?: AbortSignal) =>
    cache.get(key, (own) => new Promise((answer, fail) => asked.push({ key, signal: own, answer, fail })), signal)
  const nth = async (count: number) => {
    await expect.poll(() => asked.length).toBe(count)
    return asked[count - 1] as (typeof asked)[number]
  }
  /** Asks, and answers the question as the source. */
  const fill = async (key: string, value: string) => {
    const got = get(key)
    const question = await nth(asked.length + 1)
    question.answer(value)
    return got
  }
  return { cache, clock, get, fill, asked, nth, failures }
}

test('a fresh value is served without asking again', async () => {
  const { cache, clock, get, fill, asked } = setUp()
  expect(await fill('k', 'one')).toEqual({ value: 'one', stale: false })
  clock.advance(60 * minute - 1)
  expect(await get('k')).toEqual({ value: 'one', stale: false })
  expect(asked).toHaveLength(1)
  expect(cache.counts).toEqual({ hits: 1, misses: 1, stale: 0, failures: 0, entries: 1 })
})

test('after its fresh time a value is loaded again', async () => {
  const { clock, get, fill, asked } = setUp()
  await fill('k', 'one')
  clock.advance(60 * minute)
  expect(await fill('k', 'two')).toEqual({ value: 'two', stale: false })
  expect(await get('k')).toEqual({ value: 'two', stale: false })
  expect(asked).toHaveLength(2)
})

test('the fresh time counts from the beginning of the load', async () => {
  const { clock, get, nth } = setUp()
  const first = get('k')
  const question = await nth(1)
  clock.advance(5_000)
  question.answer('one')
  await first
  clock.advance(60 * minute - 5_000)
  void get('k')
  await nth(2)
})

test('callers at the same time share one load', async () => {
  const { get, nth, asked } = setUp()
  const all = Promise.all(Array.from({ length: 20 }, () => get('k')))
  const question = await nth(1)
  question.answer('one')
  expect(await all).toEqual(Array(20).fill({ value: 'one', stale: false }))
  expect(asked).toHaveLength(1)
})

test('different keys load apart', async () => {
  const { fill, asked } = setUp()
  await fill('a', 'one')
  expect(await fill('b', 'two')).toEqual({ value: 'two', stale: false })
  expect(asked.map(({ key }) => key)).toEqual(['a', 'b'])
})

test('an old value is served at once while one load renews it', async () => {
  const { clock, get, fill, nth, asked } = setUp({ whileLoading: '10m' })
  await fill('k', 'one')
  clock.advance(65 * minute)
  expect(await get('k')).toEqual({ value: 'one', stale: true })
  expect(await get('k')).toEqual({ value: 'one', stale: true })
  ;(await nth(2)).answer('two')
  await expect.poll(() => get('k')).toEqual({ value: 'two', stale: false })
  expect(asked).toHaveLength(2)
})

test('a renewal that fails in the background is reported and tried again by the next caller', async () => {
  const { cache, clock, get, fill, nth, failures } = setUp({ whileLoading: '10m' })
  await fill('k', 'one')
  clock.advance(65 * minute)
  await get('k')
  ;(await nth(2)).fail('down')
  await expect.poll(() => failures).toEqual([['k', 'down']])
  expect(await get('k')).toEqual({ value: 'one', stale: true })
  await nth(3)
  expect(cache.counts).toMatchObject({ failures: 1, stale: 2 })
})

test('when the load fails an old value is served as stale, until it is too old', async () => {
  const { cache, clock, get, fill, nth } = setUp()
  await fill('k', 'one')
  clock.advance(60 * minute)
  const first = get('k')
  ;(await nth(2)).fail(new Error('down'))
  expect(await first).toEqual({ value: 'one', stale: true })
  expect(cache.counts).toMatchObject({ stale: 1, failures: 1 })

  clock.advance(24 * 60 * minute)
  const second = get('k')
  ;(await nth(3)).fail(new Error('still down'))
  await expect(second).rejects.toThrow('still down')
})

test('a failure reaches every caller that waited and is not kept', async () => {
  const { get, nth, fill, failures } = setUp()
  const both = Promise.allSettled([get('k'), get('k')])
  ;(await nth(1)).fail(new Error('down'))
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(failures).toHaveLength(1)
  expect(await fill('k', 'one')).toEqual({ value: 'one', stale: false })
})

test('a load that throws before it waits is a failure like any other', async () => {
  const { cache } = setUp()
  const broken = () => {
    throw new Error('broken')
  }
  await expect(cache.get('k', broken)).rejects.toThrow('broken')
})

test('a load that hangs ends at the timeout, is told so, and blocks nobody after it', async () => {
  const { clock, get, nth, fill } = setUp()
  const hanging = get('k')
  const question = await nth(1)
  clock.advance(10_000)
  await expect(hanging).rejects.toMatchObject({ code: 'deadlineExceeded' })
  expect(question.signal.aborted).toBe(true)
  expect(await fill('k', 'one')).toEqual({ value: 'one', stale: false })
  question.answer('too late')
  expect(await get('k')).toEqual({ value: 'one', stale: false })
})

test('one caller giving up ends neither the load nor the wait of the others', async () => {
  const { get, nth } = setUp()
  const impatient = new AbortController()
  const first = get('k', impatient.signal)
  const second = get('k')
  const question = await nth(1)
  impatient.abort(new Error('gave up'))
  await expect(first).rejects.toThrow('gave up')
  expect(question.signal.aborted).toBe(false)
  question.answer('one')
  expect(await second).toEqual({ value: 'one', stale: false })
  expect(await get('k')).toEqual({ value: 'one', stale: false })
})

test('a caller who gave up is not answered with an old value', async () => {
  const { clock, get, fill, nth } = setUp()
  await fill('k', 'one')
  clock.advance(60 * minute)
  const impatient = new AbortController()
  const waiting = get('k', impatient.signal)
  await nth(2)
  impatient.abort(new Error('gave up'))
  await expect(waiting).rejects.toThrow('gave up')
  await expect(get('k', impatient.signal)).rejects.toThrow('gave up')
})

test('invalidation forgets what fits the pattern and nothing else', async () => {
  const { cache, get, fill, nth } = setUp()
  await fill('search:web:u1:q', 'mine')
  await fill('search:web:u2:q', 'yours')
  cache.invalidate('search:web:u1:*')
  expect(await get('search:web:u2:q')).toEqual({ value: 'yours', stale: false })
  void get('search:web:u1:q')
  expect((await nth(3)).key).toBe('search:web:u1:q')
})

test('what was invalidated is not served when loading it again fails', async () => {
  const { cache, get, fill, nth } = setUp()
  await fill('k', 'one')
  cache.invalidate('*')
  const again = get('k')
  ;(await nth(2)).fail(new Error('down'))
  await expect(again).rejects.toThrow('down')
})

test('a load under way at an invalidation answers those who wait and is not kept', async () => {
  const { cache, get, nth } = setUp()
  const before = get('k')
  const old = await nth(1)
  cache.invalidate('k')
  const after = get('k')
  const renewed = await nth(2)
  renewed.answer('new')
  expect(await after).toEqual({ value: 'new', stale: false })
  old.answer('old')
  expect(await before).toEqual({ value: 'old', stale: false })
  expect(await get('k')).toEqual({ value: 'new', stale: false })
})

test('it keeps no more than max entries: those used last', async () => {
  const { cache, get, fill, nth } = setUp({ max: 2 })
  await fill('a', 'one')
  await fill('b', 'two')
  await get('a')
  await fill('c', 'three')
  expect(cache.counts.entries).toBe(2)
  expect(await get('a')).toEqual({ value: 'one', stale: false })
  void get('b')
  expect((await nth(4)).key).toBe('b')
})

test('a value that was kept elsewhere is as old as it was there', async () => {
  const clock = manualClock()
  const cache = createCache<{ at: number }>({
    clock,
    max: 10,
    fresh: '1h',
    stale: { whileLoading: '0s', onFailure: '1d' },
    timeout: '10s',
    since: ({ at }) => at,
    failed: () => {},
  })
  const half = { at: clock.now() - 30 * minute }
  expect(await cache.get('k', async () => half)).toEqual({ value: half, stale: false })
  clock.advance(30 * minute - 1)
  expect(await cache.get('k', () => Promise.reject(new Error('not asked')))).toEqual({ value: half, stale: false })
  clock.advance(1)
  // Who loads it may have nothing better than it, and gives it again.
  expect(await cache.get('k', async () => half)).toEqual({ value: half, stale: true })
  const whole = { at: clock.now() + 1 }
  expect(await cache.get('k', async () => whole)).toEqual({ value: whole, stale: false })
  expect(cache.counts).toMatchObject({ hits: 1, misses: 2, stale: 1 })
})
