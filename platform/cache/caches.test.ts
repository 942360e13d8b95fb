import { expect, test } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import { Caches } from './index.ts'

const options = {
  max: 10,
  fresh: '1h',
  stale: { whileLoading: '0s', onFailure: '1d' },
  timeout: '10s',
  failed: () => {},
} as const

test('what each cache is worth is seen by its name', async () => {
  const caches = new Caches(manualClock())
  const pages = caches.make<string>('pages', options)
  caches.make<number>('news', options)
  for (let n = 0; n < 3; n++) await pages.get('k', async () => 'one')
  expect([...caches]).toEqual([
    { name: 'pages', counts: { hits: 2, misses: 1, stale: 0, failures: 0, entries: 1 } },
    { name: 'news', counts: { hits: 0, misses: 0, stale: 0, failures: 0, entries: 0 } },
  ])
})

test('a name is given once', () => {
  const caches = new Caches(manualClock())
  caches.make('pages', options)
  expect(() => caches.make('pages', options)).toThrow('there is a cache "pages" already')
})
