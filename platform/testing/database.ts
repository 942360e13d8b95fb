import pg from 'pg'
import { pino } from 'pino'
import { systemClock, systemRandom } from '../clock/index.ts'
import { type Database, type DatabaseOptions, openDatabase } from '../store/index.ts'
import { ownServer, type TestServer } from './servers.ts'

/** A database of a test's own, dropped when it is closed. */
export interface TestDatabase extends Database, AsyncDisposable {}

export interface TestDatabaseOptions extends Partial<Omit<DatabaseOptions, 'url' | 'dataDir' | 'settings'>> {
  /** By default the server that the run of the tests has started. */
  readonly server?: TestServer
}

/** The database that all others of the run's own server are copies of: the platform's schema, and nothing in it. */
export const TEMPLATE = 'banyan_template'

/**
 * A fresh database with the platform's schema, on the PostgreSQL server that this run of the tests shares:
 * `await using database = await testDatabase()`. Transactions are guarded as in development.
 */
export async function testDatabase({ server, ...options }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const own = ownServer()
  const at = (server ?? own).url
  if (!at) throw new Error(`There is no server: ${server?.title}`)
  const name = `banyan_test_${systemRandom.id().replaceAll('-', '')}`
  await administer(at, `create database ${name} template ${at === own.url ? TEMPLATE : 'template0'}`)
  const database = await openDatabase({ ...testOptions, ...options, url: databaseOn(at, name) })
  const close = async () => {
    await database.close()
    await administer(at, `drop database if exists ${name} with (force)`)
  }
  return { ...database, close, [Symbol.asyncDispose]: close }
}

/** What a test opens a database with that needs nothing special: `openDatabase({ ...testOptions, url: database.url })`. */
export const testOptions: DatabaseOptions = {
  dataDir: '',
  clock: systemClock,
  random: systemRandom,
  log: pino({ level: 'silent' }),
  guardTransactions: true,
}

/** Runs a statement in the database that `url` names. */
export async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The URL of another database on the same server. */
export function databaseOn(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
