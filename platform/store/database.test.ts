import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'

test('a service reads and writes its own tables', async () => {
  await using database = await testDatabase()
  const store = await database.open('users', undefined)
  const { rows } = await sql<{ me: string; n: number }>`select current_user as me, count(*) as n from pg_class`.execute(
    store.db,
  )
  expect(rows[0]?.me).toBe('svc_users')
})
