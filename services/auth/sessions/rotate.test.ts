import { systemRandom } from 'banyan/clock'
import { ms } from 'banyan/contract'
import type { ServiceStore } from 'banyan/store'
import { type ManualClock, manualClock } from 'banyan/testing/clock'
import { type TestDatabase, testDatabase } from 'banyan/testing/database'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAccount } from '../accounts/create.ts'
import type { AuthContext } from '../shape.ts'
import { store, type Tables } from '../store/tables.ts'
import { endSession } from './end.ts'
import { type Rotation, rotate } from './rotate.ts'
import { startSession } from './start.ts'

let database: TestDatabase
let tables: ServiceStore<Tables>
let clock: ManualClock
let userId: string
beforeAll(async () => {
  database = await testDatabase()
  tables = await database.open('auth', store)
  const account = { email: 'ann@example.org', name: 'Ann', passwordHash: 'x' }
  userId = (await tables.tx((tx) => createAccount(tx, context(), account))).id
})
afterAll(() => database.close())
beforeEach(() => {
  clock = manualClock()
})

/** The parts of a handler's context that sessions need. */
const context = () =>
  ({
    clock: clock ?? manualClock(),
    random: systemRandom,
    id: systemRandom.id,
    frame: { ip: '192.0.2.1' },
    emit: { userCreated: async () => {} },
  }) as unknown as AuthContext

const begin = () => tables.tx((tx) => startSession(tx, context(), { userId, userAgent: 'test' }))
const trade = (token: string) => tables.tx((tx) => rotate(tx, context(), token))
const goesOn = async (session: string) =>
  (await tables.db.selectFrom('sessions').select('id').where('id', '=', session).execute()).length === 1
function next(rotation: Rotation): string {
  if (rotation.kind !== 'continued') throw new Error(`the rotation is ${rotation.kind}`)
  return rotation.refreshToken
}

test('each token gives the next one, which is another', async () => {
  const { session, refreshToken } = await begin()
  const tokens = [refreshToken]
  for (let n = 0; n < 5; n++) {
    clock.advance(ms('5m'))
    tokens.push(next(await trade(tokens.at(-1) ?? '')))
  }
  expect(new Set(tokens).size).toBe(6)
  expect(await goesOn(session)).toBe(true)
})

test('a token that is used again after its successor was used ends the session, also for who has the last one', async () => {
  const { session, refreshToken: first } = await begin()
  const second = next(await trade(first))
  const third = next(await trade(second))
  expect(await trade(first)).toEqual({ kind: 'reused', session, userId })
  expect(await goesOn(session)).toBe(false)
  expect(await trade(third)).toEqual({ kind: 'unknown' })
})

test('however old the token is that comes back', async () => {
  const { session, refreshToken: first } = await begin()
  let last = first
  for (let day = 0; day < 60; day++) {
    clock.advance(ms('1d'))
    last = next(await trade(last))
  }
  expect((await trade(first)).kind).toBe('reused')
  expect(await goesOn(session)).toBe(false)
})

test('a client whose answer got lost gets the same successor for ten seconds', async () => {
  const { session, refreshToken: first } = await begin()
  const second = next(await trade(first))
  clock.advance(ms('10s'))
  expect(next(await trade(first))).toBe(second)
  clock.advance(1)
  expect((await trade(first)).kind).toBe('reused')
  expect(await goesOn(session)).toBe(false)
})

test('many at the same time get one successor', async () => {
  const { session, refreshToken } = await begin()
  const rotations = await Promise.all(Array.from({ length: 20 }, () => trade(refreshToken)))
  expect(new Set(rotations.map(next)).size).toBe(1)
  const rows = await tables.db.selectFrom('refresh_tokens').selectAll().where('session_id', '=', session).execute()
  expect(rows).toHaveLength(2)
})

test('a token that nobody was given ends nothing', async () => {
  const { session, refreshToken } = await begin()
  for (const token of ['', 'x', `${refreshToken}x`, refreshToken.slice(1)])
    expect(await trade(token)).toEqual({ kind: 'unknown' })
  expect(await goesOn(session)).toBe(true)
})

test('a session ends 30 days after it was last refreshed', async () => {
  const { refreshToken: first } = await begin()
  clock.advance(ms('30d') - 1)
  const second = next(await trade(first))
  clock.advance(ms('30d'))
  expect(await trade(second)).toEqual({ kind: 'unknown' })
})

test('the end of a session and its refresh at the same time: nothing is left that works', async () => {
  for (let round = 0; round < 20; round++) {
    const { session, refreshToken } = await begin()
    const end = () => tables.tx((tx) => endSession(tx, { session, userId, now: new Date(clock.now()) }))
    const [rotation] = await Promise.all([trade(refreshToken), end()])
    expect(await goesOn(session)).toBe(false)
    if (rotation.kind === 'continued') expect(await trade(rotation.refreshToken)).toEqual({ kind: 'unknown' })
    const ended = tables.db.selectFrom('ended_sessions').select('until').where('session_id', '=', session)
    expect(await ended.execute()).toHaveLength(1)
  }
})

test('the tables hold no token that could be used', async () => {
  const { refreshToken: first } = await begin()
  const second = next(await trade(first))
  const { rows } = await database.pool.query('select t::text from auth.refresh_tokens t')
  const text = JSON.stringify(rows)
  for (const token of [first, second]) {
    expect(text).not.toContain(token)
    expect(text).not.toContain(Buffer.from(token).toString('hex'))
    expect(text).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
  }
})

test('sessions that nobody came back to are forgotten at the next sign-in', async () => {
  const { session } = await begin()
  clock.advance(ms('30d'))
  await begin()
  expect(await goesOn(session)).toBe(false)
})
