import { expect, test } from 'vitest'
import { systemClock } from '../clock/index.ts'
import { testDatabase, testOptions } from '../testing/database.ts'
import { agreedClock } from './index.ts'

const { log } = testOptions

test('processes whose machines disagree by a minute agree on the time, also when a machine changes its mind', async () => {
  await using database = await testDatabase()
  let off = 60_000
  const wrong = { ...systemClock, now: () => systemClock.now() + off }
  const [ahead, right] = await Promise.all([
    agreedClock({ database, clock: wrong, log }),
    agreedClock({ database, clock: systemClock, log }),
  ])
  const apart = () => Math.abs(ahead.now() - right.now())
  expect(apart()).toBeLessThan(1_000)
  off = -60_000
  expect(apart()).toBeLessThan(1_000)
  ahead.stop()
  right.stop()
})

test('it follows the database when that changes its mind', async () => {
  let told = Date.UTC(2026, 0, 1)
  const timers: (() => void)[] = []
  const clock = {
    ...systemClock,
    timer: (_: number, run: () => void) => {
      timers.push(run)
      return () => {}
    },
  }
  // Only the time that it tells is pretended: a server's own cannot be set from here.
  const database = { pool: { query: async () => ({ rows: [{ ms: told }] }) } as never }
  const agreed = await agreedClock({ database, clock, log })
  expect(Math.abs(agreed.now() - told)).toBeLessThan(1_000)
  told += 3_600_000
  timers.shift()?.()
  await expect.poll(() => Math.abs(agreed.now() - told) < 10_000).toBe(true)
  agreed.stop()
})
