import { systemRandom } from 'banyan/clock'
import { manualClock } from 'banyan/testing/clock'
import { testDatabase } from 'banyan/testing/database'
import { expect, test } from 'vitest'
import { store } from '../store/tables.ts'
import { createAccount, isEmailTaken } from './create.ts'
import { findByEmail } from './find.ts'

const account = { email: 'ann@example.org', name: 'Ann', passwordHash: 'a hash' }
const context = (userCreated: () => Promise<void>) => ({
  clock: manualClock(),
  id: systemRandom.id,
  emit: { userCreated },
})

test('user, password and event commit together, or none of them', async () => {
  await using database = await testDatabase()
  const { db, tx } = await database.open('auth', store)
  const failing = context(() => Promise.reject(new Error('the outbox is full')))
  await expect(tx((tx) => createAccount(tx, failing, account))).rejects.toThrow('the outbox is full')
  expect(await findByEmail(db, systemRandom.id, account.email)).toEqual({ userId: undefined, passwordHash: undefined })

  const { id } = await tx((tx) =>
    createAccount(
      tx,
      context(async () => {}),
      account,
    ),
  )
  expect(await findByEmail(db, systemRandom.id, account.email)).toEqual({ userId: id, passwordHash: 'a hash' })
})

test('the database itself refuses a second account with the address', async () => {
  await using database = await testDatabase()
  const { tx } = await database.open('auth', store)
  const create = () =>
    tx((tx) =>
      createAccount(
        tx,
        context(async () => {}),
        account,
      ),
    )
  await create()
  const refusal = await create().catch((error: unknown) => error)
  expect(isEmailTaken(refusal)).toBe(true)
  expect(isEmailTaken(new Error('another one'))).toBe(false)
})
