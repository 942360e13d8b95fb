import { systemRandom as random } from 'banyan/clock'
import { Secret } from 'banyan/config'
import { manualClock } from 'banyan/testing/clock'
import { type TestDatabase, testDatabase } from 'banyan/testing/database'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { store } from '../store/tables.ts'
import { localKeyring } from './local-keyring.ts'
import { createVault, type Vault } from './vault.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const root = new Secret('the secret that is not in the database')
const subject = { user: 'ann', provider: 'GOOGLE_BUSINESS', version: 1 }

async function open(secret = root, previous?: Secret) {
  const { db } = await database.open('oauth', store)
  const clock = manualClock()
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => lines.push(line) })
  const keyring = localKeyring({ db, clock, random, id: random.id, log }, { secret, previous })
  return { db, clock, lines, keyring, vault: createVault([keyring], random) }
}
const seal = async (vault: Vault, plain = 'secret') => (await vault.prepare(subject)).seal(plain)

describe('the local keyring', () => {
  test('opens what it sealed, also in another process', async () => {
    const { vault } = await open()
    const sealed = await seal(vault)
    expect(sealed.key_id).toBe(await vault.currentKey())
    expect(await (await open()).vault.open(sealed, subject)).toBe('secret')
  })

  test.each([
    ['another user', { ...subject, user: 'ben' }],
    ['another provider', { ...subject, provider: 'ZILLOW' }],
    ['another version', { ...subject, version: 2 }],
  ])('opens nothing for %s', async (_, other) => {
    const { vault } = await open()
    await expect(vault.open(await seal(vault), other)).rejects.toMatchObject({ kind: 'unreadable' })
  })

  test('opens nothing under the name of another key', async () => {
    const { vault } = await open()
    const sealed = await seal(vault)
    await vault.rotate()
    const moved = { ...sealed, key_id: await vault.currentKey() }
    await expect(vault.open(moved, subject)).rejects.toMatchObject({ kind: 'unreadable' })
    await expect(vault.open({ ...sealed, key_id: 'local:none' }, subject)).rejects.toMatchObject({ kind: 'unreadable' })
    await expect(vault.open({ ...sealed, key_id: 'arn:none' }, subject)).rejects.toMatchObject({ kind: 'unreadable' })
  })

  test('each record has a key of its own', async () => {
    const { vault } = await open()
    const [one, other] = [await seal(vault), await seal(vault)]
    await expect(vault.open({ ...one, wrapped_key: other.wrapped_key }, subject)).rejects.toMatchObject({
      kind: 'unreadable',
    })
  })

  test('of another process has a new key the next time it is needed', async () => {
    const { vault, clock } = await open()
    const first = await vault.currentKey()
    const other = (await open()).vault
    expect(await other.currentKey()).toBe(first)
    await other.rotate()
    const sealed = await seal(other)
    expect(sealed.key_id).not.toBe(first)
    expect(await vault.open(sealed, subject)).toBe('secret')
    clock.advance(10_000)
    expect(await vault.currentKey()).toBe(sealed.key_id)
  })

  test('makes one key where several processes begin', async () => {
    await using fresh = await testDatabase()
    const { db } = await fresh.open('oauth', store)
    const log = pino({ level: 'silent' })
    const begin = () =>
      localKeyring(
        { db, clock: manualClock(), random, id: random.id, log },
        { secret: root, previous: undefined },
      ).current()
    expect(new Set(await Promise.all([begin(), begin(), begin(), begin()])).size).toBe(1)
  })

  test('goes on with a new secret when it is told the former one, and needs that once', async () => {
    const { vault } = await open()
    const sealed = await seal(vault)
    const next = new Secret('another secret that is long enough')
    expect(await (await open(next, root)).vault.open(sealed, subject)).toBe('secret')
    expect(await (await open(next)).vault.open(sealed, subject)).toBe('secret')
    expect(await (await open(root, next)).vault.open(sealed, subject)).toBe('secret')
  })

  test('without it says so, reads nothing, and seals under a new key', async () => {
    const { vault } = await open()
    const sealed = await seal(vault)
    const { vault: other, lines } = await open(new Secret('a secret that nobody has seen before'))
    await expect(other.open(sealed, subject)).rejects.toMatchObject({ kind: 'unreadable' })
    expect(lines.join('')).toContain('OAUTH_SECRET is another one')
    expect(await other.open(await seal(other), subject)).toBe('secret')
    // Whoever comes back with the right one finds all of his.
    expect(await (await open()).vault.open(sealed, subject)).toBe('secret')
  })

  test('keeps nothing in the table that opens anything', async () => {
    const { db, vault } = await open()
    await seal(vault)
    const rows = await db.selectFrom('keys').selectAll().execute()
    for (const { sealed_key } of rows) expect(sealed_key).toHaveLength(12 + 32 + 16)
  })
})
