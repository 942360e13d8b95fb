import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../clock/index.ts'
import { failure } from '../contract/index.ts'
import { Deadline } from '../resilience/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import type { ServiceStore } from './types.ts'

let database: TestDatabase
let store: ServiceStore<unknown>
beforeAll(async () => {
  database = await testDatabase({ connections: { service: 1 } })
  store = await database.open('bounded', undefined)
})
afterAll(() => database.close())

const within = (ms: number) => {
  const deadline = Deadline.in(systemClock, ms)
  return { deadline, ...(store.within?.(deadline) ?? store) }
}
const sleep = (db: Kysely<unknown>) => sql`select pg_sleep(20)`.execute(db)
const running = async () =>
  (
    await database.pool.query(
      `select 1 from pg_stat_activity
       where datname = current_database() and query like 'select pg_sleep%' and state = 'active'`,
    )
  ).rowCount

describe('a statement', () => {
  test('ends with the deadline, on the server, too, and leaves a connection that works', async () => {
    const { db } = within(150)
    await expect(sleep(db)).rejects.toMatchObject({ code: 'deadlineExceeded' })
    await expect.poll(running).toBe(0)
    expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }])
  })

  test('ends when the caller gives up, with his reason', async () => {
    const { db, deadline } = within(10_000)
    const gone = failure('deadlineExceeded', 'gone')
    const asked = sleep(db)
    asked.catch(() => undefined)
    await expect.poll(running).toBe(1)
    const at = systemClock.monotonic()
    deadline.cancel(gone)
    await expect(asked).rejects.toBe(gone)
    expect(systemClock.monotonic() - at).toBeLessThan(1_000)
    await expect.poll(running).toBe(0)
  })

  test('is not begun when it is too late', async () => {
    const { db } = within(0)
    await expect(sleep(db)).rejects.toMatchObject({ code: 'deadlineExceeded' })
  })

  test('that fails for another reason says so', async () => {
    const { db } = within(10_000)
    await expect(sql`select 1/0`.execute(db)).rejects.toMatchObject({ code: '22012' })
  })
})

describe('a transaction', () => {
  test('tells the server how long a statement may take', async () => {
    const { tx } = within(5_000)
    const shown = await tx((tx) => sql<{ statement_timeout: string }>`show statement_timeout`.execute(tx))
    expect(Number.parseInt(String(shown.rows[0]?.statement_timeout), 10)).toBeLessThanOrEqual(5_000)
    const own = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(store.db)
    expect(own.rows).toEqual([{ statement_timeout: '30s' }])
  })

  test('ends with the deadline, and leaves nothing behind', async () => {
    const { tx } = within(200)
    await expect(tx((tx) => sleep(tx))).rejects.toMatchObject({ code: 'deadlineExceeded' })
    await expect.poll(running).toBe(0)
    const idle = await database.pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
    )
    expect(idle.rowCount).toBe(0)
  })

  test('does not commit when nobody waits for it any more', async () => {
    const { tx, deadline } = within(10_000)
    const late = tx(async (tx) => {
      await sql`select set_config('application_name', 'committed', false)`.execute(tx)
      deadline.cancel(failure('deadlineExceeded'))
    })
    await expect(late).rejects.toMatchObject({ code: 'deadlineExceeded' })
    const { rows } = await sql<{ application_name: string }>`show application_name`.execute(store.db)
    expect(rows[0]?.application_name).not.toBe('committed')
  })
})
