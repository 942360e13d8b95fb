import { expect, test } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import { testDatabase } from '../testing/database.ts'
import { lab, patience } from './fixture/lab.ts'

const start = Date.UTC(2026, 0, 1, 0, 0, 30)
const MINUTE = 60_000

test('a schedule fires at each of its times, once over all processes', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const clock = manualClock(start)
  const schedules = { often: { cron: '*/5 * * * *', name: 'report', input: { what: 'news' } } }
  const plays = { clock, schedules, jobs: { report: async () => undefined } }
  const engines = await Promise.all([1, 2, 3].map(() => labs.engine(plays)))
  const fired = async () => {
    const { rows } = await database.pool.query(
      `select idempotency_key as key, input, caller, subject from banyan.jobs order by idempotency_key`,
    )
    return rows
  }
  clock.advance(4 * MINUTE)
  expect(await fired()).toEqual([])
  for (const [n, time] of ['00:05', '00:10', '00:15'].entries()) {
    clock.advance(5 * MINUTE)
    await expect.poll(async () => (await fired()).length, patience).toBe(n + 1)
    expect((await fired()).at(-1)).toEqual({
      key: `schedule:often:2026-01-01T${time}:00.000Z`,
      input: { what: 'news' },
      caller: { user: null, service: 'lab' },
      subject: null,
    })
  }
  await Promise.all(engines.map((engine) => engine.stop(0)))
  expect(await fired()).toHaveLength(3)
})

test('of the times that were missed the latest is made up for, once', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const schedules = { hourly: { cron: '0 * * * *', name: 'report', input: {} } }
  const jobs = { report: async () => undefined }
  const before = await labs.engine({ clock: manualClock(start), schedules, jobs })
  await before.stop(0)
  const later = start + 5 * 60 * MINUTE
  for (let n = 0; n < 2; n++) await labs.engine({ clock: manualClock(later), schedules, jobs })
  const keys = async () =>
    (await database.pool.query('select idempotency_key as key from banyan.jobs')).rows.map(({ key }) => key)
  await expect.poll(keys, patience).toEqual(['schedule:hourly:2026-01-01T05:00:00.000Z'])
})

test('a schedule that cannot be understood stops the start', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const jobs = { report: async () => undefined }
  for (const cron of ['* * * *', '* * * * * *', '61 * * * *', 'often'])
    await expect(labs.engine({ jobs, schedules: { bad: { cron, name: 'report', input: {} } } })).rejects.toThrow()
  await expect(
    labs.engine({ jobs, schedules: { bad: { cron: '* * * * *', name: 'unknown', input: {} } } }),
  ).rejects.toThrow('unknown')
})
