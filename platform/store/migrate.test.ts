import type pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../clock/index.ts'
import { testDatabase, testOptions } from '../testing/database.ts'
import { type Database, migrate, openDatabase, type Scope, StartError } from './index.ts'
import { parseMigration } from './migration.ts'
import { platformScopes } from './platform-schema.ts'

const A = ['001-a.sql', 'create table a (id int);\n-- down\ndrop table a;\n'] as const
const B = ['002-b.sql', 'create table b (id int);\n-- down\ndrop table b;\n'] as const
const C = ['003-c.sql', 'create table c (id int);\n-- down\ndrop table c;\n'] as const

test('a scope goes up, down and up again', async () => {
  const { pool } = await open()
  const scope = shop(A, B, C)
  await migrate(pool, scope, systemClock)
  expect(await tables(pool)).toEqual(['a', 'b', 'c'])
  await migrate(pool, scope, systemClock, 1)
  expect(await tables(pool)).toEqual(['a'])
  await migrate(pool, scope, systemClock, 0)
  expect(await tables(pool)).toEqual([])
  await migrate(pool, scope, systemClock, 2)
  expect(await tables(pool)).toEqual(['a', 'b'])
  await migrate(pool, scope, systemClock)
  expect(await tables(pool)).toEqual(['a', 'b', 'c'])
})

test('a migration is on record with the time of the clock', async () => {
  const { pool } = await open()
  await migrate(pool, shop(A), { ...systemClock, now: () => 1_000_000_000_000 })
  const { rows } = await pool.query("select id, name, applied_at from banyan.migrations where scope = 'shop'")
  expect(rows).toEqual([{ id: 1, name: 'a', applied_at: new Date(1_000_000_000_000) }])
})

test('a migration that was changed after it was applied is refused, but not for its line ends', async () => {
  const { pool } = await open()
  await migrate(pool, shop(A), systemClock)
  await migrate(pool, shop([A[0], A[1].replaceAll('\n', '\r\n')]), systemClock)
  const changed = migrate(pool, shop([A[0], A[1].replace('int', 'text')]), systemClock)
  await expect(changed).rejects.toThrow(StartError)
  await expect(changed).rejects.toThrow('The migration 1 (a) of "shop" was changed after it was applied')
})

test('a database that a newer version has migrated is refused', async () => {
  const { pool } = await open()
  await migrate(pool, shop(A, B), systemClock)
  const older = migrate(pool, shop(A), systemClock)
  await expect(older).rejects.toThrow(StartError)
  await expect(older).rejects.toThrow('migration 2 (b) of "shop", which this version does not know')
})

test('a migration with a lower number than one applied is refused', async () => {
  const { pool } = await open()
  await migrate(pool, shop(A, C), systemClock)
  await expect(migrate(pool, shop(A, B, C), systemClock)).rejects.toThrow('Give it a higher number')
  expect(await tables(pool)).toEqual(['a', 'c'])
})

test('a migration that fails leaves nothing of itself, and all before it', async () => {
  const { pool } = await open()
  const broken = ['002-b.sql', 'create table b (id int); select 1 / 0;\n-- down\ndrop table b;'] as const
  const failed = migrate(pool, shop(A, broken), systemClock)
  await expect(failed).rejects.toThrow('The up migration 2 (b) of "shop" failed: division by zero')
  expect(await tables(pool)).toEqual(['a'])
  await migrate(pool, shop(A, B), systemClock)
  expect(await tables(pool)).toEqual(['a', 'b'])
})

test('of several that migrate at once one does each step', async () => {
  const database = await open()
  const others = await Promise.all([1, 2, 3].map(() => openDatabase({ ...testOptions, url: database.url })))
  await Promise.all([database, ...others].map(({ pool }) => migrate(pool, shop(A, B, C), systemClock)))
  expect(await tables(database.pool)).toEqual(['a', 'b', 'c'])
  await Promise.all(others.map((other) => other.close()))
})

test("the platform's own migrations go down and up again", async () => {
  const { pool } = await open()
  const scopes = await platformScopes()
  for (const scope of scopes.toReversed()) await migrate(pool, scope, systemClock, 0)
  const { rows } = await pool.query(LEFT)
  expect(rows).toEqual([{ name: 'migrations' }, { name: 'migrations_pkey' }])
  for (const scope of scopes) await migrate(pool, scope, systemClock)
})

/** Tables, indexes, sequences and functions of the platform's schema. */
const LEFT = `
  select relname as name from pg_class where relnamespace = 'banyan'::regnamespace
  union all select proname from pg_proc where pronamespace = 'banyan'::regnamespace
  order by name`

test.for<readonly [string, string]>([
  ['1-a.sql', '-- down'],
  ['001_a.sql', '-- down'],
  ['001-A.sql', '-- down'],
  ['001-a.sql', 'create table a (id int);'],
  ['001-a.sql', '-- down\n-- down\n'],
])('a file %s with %j is not a migration', ([file, text]) => {
  expect(() => parseMigration(file, text)).toThrow(StartError)
})

async function open(): Promise<Database> {
  const database = await testDatabase()
  onTestFinished(() => database.close())
  await database.pool.query('create schema shop')
  return database
}

const shop = (...files: readonly (readonly [string, string])[]): Scope => ({
  name: 'shop',
  schema: 'shop',
  migrations: files.map(([file, text]) => parseMigration(file, text)),
})

async function tables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query("select tablename from pg_tables where schemaname = 'shop' order by 1")
  return rows.map(({ tablename }) => tablename)
}
