import { systemRandom } from 'banyan/clock'
import { Secret } from 'banyan/config'
import { ms } from 'banyan/contract'
import { createUserTokens } from 'banyan/identity'
import { type ManualClock, manualClock } from 'banyan/testing/clock'
import { type TestDatabase, testDatabase } from 'banyan/testing/database'
import type { Kysely } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSeal } from '../seal.ts'
import { store, type Tables } from '../store/tables.ts'
import { banyan, signAccessToken } from './access-token.ts'
import { createSigningKeys } from './signing-keys.ts'

let database: TestDatabase
let db: Kysely<Tables>
let clock: ManualClock
beforeEach(async () => {
  database = await testDatabase()
  db = (await database.open('auth', store)).db
  clock = manualClock()
})
afterEach(() => database.close())

/** The keys as one process of the service sees them. */
const process = (secret = 'a secret of more than thirty-two characters') =>
  createSigningKeys(
    { db, clock, random: systemRandom, id: systemRandom.id, log: pino({ level: 'silent' }) },
    createSeal(new Secret(secret), 'signing-keys', systemRandom),
  )
const kids = async (keys: ReturnType<typeof process>) => (await keys.published()).map(({ kid }) => kid)
const user = { id: 'u', roles: ['user'] }

test('a token is verified with what is published', async () => {
  const keys = process()
  const token = await signAccessToken(keys, clock, { user, session: 's' })
  const loadKeys = async () => ({ keys: (await process().published()).map((key) => ({ ...key })) })
  const verifier = createUserTokens({ loadKeys, clock, ...banyan })
  expect(await verifier.verify(token)).toEqual({ ...user, session: 's' })
  clock.advance(300_000)
  await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('nothing private is published or kept readable', async () => {
  const published = await process().published()
  expect(Object.keys(published[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  const { sealed_private_key, kid } = await db.selectFrom('signing_keys').selectAll().executeTakeFirstOrThrow()
  expect(createSeal(new Secret('x'.repeat(40)), 'signing-keys', systemRandom).open(sealed_private_key, kid)).toBe(
    undefined,
  )
})

test('processes that start together agree on one key', async () => {
  const currents = await Promise.all([process(), process(), process()].map((keys) => keys.current()))
  expect(new Set(currents.map(({ kid }) => kid)).size).toBe(1)
})

test('after 30 days the next key is published ten minutes before it signs, and the old one stays published', async () => {
  const keys = process()
  const { kid: first } = await keys.current()
  clock.advance(ms('30d'))
  expect((await keys.current()).kid).toBe(first)
  const [second, ...rest] = await kids(keys)
  expect(second).not.toBe(first)
  expect(rest).toEqual([first])
  clock.advance(ms('10m') - 1)
  expect((await process().current()).kid).toBe(first)
  clock.advance(ms('1m') + 1)
  expect((await keys.current()).kid).toBe(second)
  expect(await kids(process())).toEqual([second, first])
})

test('a key is removed when the one after the next comes', async () => {
  const keys = process()
  const { kid: first } = await keys.current()
  for (let month = 0; month < 2; month++) {
    clock.advance(ms('30d') + ms('10m'))
    await keys.current()
  }
  expect(await kids(keys)).not.toContain(first)
  expect(await kids(keys)).toHaveLength(2)
})

test('another process signs with the new key at most a minute later than it may', async () => {
  const [one, other] = [process(), process()]
  await one.current()
  await other.current()
  clock.advance(ms('30d'))
  await one.current()
  clock.advance(ms('11m'))
  expect((await other.current()).kid).toBe((await one.current()).kid)
})

test('when AUTH_SECRET changes, a new key signs at once and tokens of the old one still verify', async () => {
  const { kid: old } = await process().current()
  clock.advance(ms('1h'))
  const renewed = process('another secret of more than thirty-two characters')
  const { kid } = await renewed.current()
  expect(kid).not.toBe(old)
  expect(await kids(renewed)).toEqual([kid, old])
})

test('a read that fails is not remembered', async () => {
  const keys = process()
  await keys.current()
  clock.advance(ms('1m'))
  await database.pool.query('alter table auth.signing_keys rename to away')
  await expect(keys.current()).rejects.toThrow()
  await database.pool.query('alter table auth.away rename to signing_keys')
  expect((await keys.current()).kid).toBeTypeOf('string')
})
