import { testDatabase } from 'banyan/testing/database'
import { getMigrations } from 'better-auth/db/migration'
import { expect, test } from 'vitest'
import { store } from '../store/tables.ts'
import { accountOptions } from './store.ts'

test('our migrations make every table and column that better-auth writes', async () => {
  await using database = await testDatabase()
  const { db } = await database.open('auth', store)
  const plan = await getMigrations(accountOptions(db, () => 'id'))
  expect(plan.toBeCreated).toEqual([])
  expect(plan.toBeAdded).toEqual([])
})
