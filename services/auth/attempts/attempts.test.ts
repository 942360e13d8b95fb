import { ms } from 'banyan/contract'
import { type TestDatabase, testDatabase } from 'banyan/testing/database'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { store, type Tables } from '../store/tables.ts'
import { attemptKey, countAttempt, forgetAttempts, giveBackAttempt } from './attempts.ts'

let database: TestDatabase
let db: Kysely<Tables>
beforeAll(async () => {
  database = await testDatabase()
  db = (await database.open('auth', store)).db
})
afterAll(() => database.close())
beforeEach(() => db.deleteFrom('sign_in_attempts').execute())

const START = Date.UTC(2026, 0, 1)
const ann = attemptKey('ann@example.org', '192.0.2.1')
async function attempts(many: number, now = START, key = ann): Promise<number[]> {
  const waits: number[] = []
  for (let n = 0; n < many; n++) waits.push(await countAttempt(db, key, now))
  return waits
}

test('five pass, the sixth waits for the end of the window', async () => {
  expect(await attempts(6)).toEqual([0, 0, 0, 0, 0, ms('15m')])
  expect(await attempts(1, START + ms('10m'))).toEqual([ms('5m')])
  expect(await attempts(6, START + ms('15m'))).toEqual([0, 0, 0, 0, 0, ms('15m')])
})

test('of many at the same time five pass', async () => {
  const waits = await Promise.all(Array.from({ length: 40 }, () => countAttempt(db, ann, START)))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
})

test('another account and another address are counted apart', async () => {
  await attempts(6)
  expect(await attempts(1, START, attemptKey('bob@example.org', '192.0.2.1'))).toEqual([0])
  expect(await attempts(1, START, attemptKey('ann@example.org', '192.0.2.2'))).toEqual([0])
})

test('the addresses of one IPv6 customer are one', () => {
  const at = (ip: string) => attemptKey('ann@example.org', ip)
  expect(at('2001:db8:1:2:a::1')).toEqual(at('2001:db8:1:2:b::2'))
  expect(at('2001:db8:1:2::1')).not.toEqual(at('2001:db8:1:3::1'))
})

test('the right password forgets, and an attempt that was not made does not count', async () => {
  await attempts(5)
  await giveBackAttempt(db, ann)
  expect(await attempts(2)).toEqual([0, ms('15m')])
  await forgetAttempts(db, ann)
  expect(await attempts(1)).toEqual([0])
})

test('windows that are over are removed, and no address is kept in the clear', async () => {
  for (let n = 0; n < 20; n++) await attempts(1, START, attemptKey(`user${n}@example.org`, undefined))
  await attempts(3, START + ms('1h'))
  const rows = await db.selectFrom('sign_in_attempts').selectAll().execute()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('example')
})
