import { Deadline } from 'banyan/resilience'
import { type ManualClock, manualClock } from 'banyan/testing/clock'
import { type TestDatabase, testDatabase } from 'banyan/testing/database'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { store, type Tables } from '../store/tables.ts'
import { type Quota, Turns } from './turns.ts'

let database: TestDatabase
let db: Kysely<Tables>
let clock: ManualClock
beforeAll(async () => {
  database = await testDatabase()
  db = (await database.open('search', store)).db
})
beforeEach(async () => {
  clock = manualClock(Date.UTC(2026, 0, 15))
  await db.deleteFrom('engine_use').execute()
})
afterAll(() => database.close())

const twoASecond: Quota = { interval: 500, perMonth: undefined }
const long = () => Deadline.in(clock, 60_000)

/** Asks for a turn; tells when it came, in milliseconds from the beginning, or why not. */
function turn(turns: Turns, quota: Quota, deadline = long()) {
  const told = { at: undefined as number | undefined, why: undefined as unknown }
  const asked = turns.take('tavily', quota, deadline).then(
    () => {
      told.at = clock.now() - Date.UTC(2026, 0, 15)
    },
    (error: unknown) => {
      told.why = error
    },
  )
  return { told, asked }
}

/** Lets time pass until each of them is told. */
async function until(...turns: readonly { asked: Promise<void> }[]): Promise<void> {
  let waiting = true
  const all = Promise.all(turns.map(({ asked }) => asked)).then(() => {
    waiting = false
  })
  while (waiting) {
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(1)
  }
  await all
}

test('turns are one interval apart, over all processes', async () => {
  const processes = [new Turns(db, clock), new Turns(db, clock)]
  const turns = []
  for (let n = 0; n < 5; n++) {
    const next = turn(processes[n % 2] as Turns, twoASecond)
    turns.push(next)
    // Its place is in the table before the next one comes.
    await expect.poll(() => db.selectFrom('engine_use').select('asked').executeTakeFirst()).toEqual({ asked: n + 1 })
  }
  await until(...turns)
  const times = turns.map(({ told }) => told.at ?? Number.NaN)
  expect(times[0]).toBeLessThan(100)
  for (let n = 1; n < 5; n++) expect(times[n]).toBeGreaterThanOrEqual(n * 500)
  for (let n = 1; n < 5; n++) expect(times[n]).toBeLessThan(n * 500 + 100)
})

test('at the same time, none gets the turn of another', async () => {
  const turns = Array.from({ length: 5 }, () => turn(new Turns(db, clock), twoASecond))
  await expect.poll(() => db.selectFrom('engine_use').select('asked').executeTakeFirst()).toEqual({ asked: 5 })
  await until(...turns)
  const times = turns.map(({ told }) => Math.floor((told.at ?? Number.NaN) / 500)).sort()
  expect(times).toEqual([0, 1, 2, 3, 4])
})

test('who would wait more than two seconds is told so, and when to come again', async () => {
  const turns = new Turns(db, clock)
  const slow: Quota = { interval: 2_000, perMonth: undefined }
  const first = turn(turns, slow)
  await first.asked
  const second = turn(turns, slow)
  await expect.poll(() => db.selectFrom('engine_use').select('asked').executeTakeFirst()).toEqual({ asked: 2 })
  const third = turn(turns, slow)
  await third.asked
  expect(third.told.why).toMatchObject({ kind: 'busy', retryAfter: 4_000, overused: true })
  await until(second)
  expect(second.told.at).toBeGreaterThanOrEqual(2_000)
  // What was refused has taken nothing.
  expect(await db.selectFrom('engine_use').select('asked').executeTakeFirst()).toEqual({ asked: 2 })
})

test('who has less time than the wait is told at once', async () => {
  const turns = new Turns(db, clock)
  await turn(turns, { interval: 1_000, perMonth: undefined }).asked
  const hurried = turn(turns, { interval: 1_000, perMonth: undefined }, Deadline.in(clock, 500))
  await hurried.asked
  expect(hurried.told.why).toMatchObject({ kind: 'busy', retryAfter: 1_000 })
})

test('of a month no more than its quota is asked, and the next month begins anew', async () => {
  const quota: Quota = { interval: 0, perMonth: 3 }
  const processes = [new Turns(db, clock), new Turns(db, clock)]
  const turns = Array.from({ length: 5 }, (_, n) => turn(processes[n % 2] as Turns, quota))
  await Promise.all(turns.map(({ asked }) => asked))
  expect(turns.filter(({ told }) => told.at !== undefined)).toHaveLength(3)
  const refused = turns.flatMap(({ told }) => told.why ?? [])
  const days = 17 * 24 * 3_600_000
  expect(refused).toMatchObject(Array(2).fill({ kind: 'spent', retryAfter: days, overused: true }))
  clock.advance(days)
  const next = turn(processes[0] as Turns, quota)
  await next.asked
  expect(next.told.at).toBe(days)
})

test('a pause is for all processes', async () => {
  const [one, two] = [new Turns(db, clock), new Turns(db, clock)]
  await turn(one, twoASecond).asked
  await one.pause('tavily', 10_000)
  const refused = turn(two, twoASecond)
  await refused.asked
  expect(refused.told.why).toMatchObject({ kind: 'busy', retryAfter: 10_000 })
  clock.advance(10_000)
  const later = turn(two, twoASecond)
  await later.asked
  expect(later.told.at).toBe(10_000)
})

test('without limits nobody waits', async () => {
  const turns = Array.from({ length: 20 }, () => turn(new Turns(db, clock), { interval: 0, perMonth: undefined }))
  await Promise.all(turns.map(({ asked }) => asked))
  expect(turns.map(({ told }) => told.at)).toEqual(Array(20).fill(0))
})
