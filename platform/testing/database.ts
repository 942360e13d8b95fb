import pg from 'pg'
import { pino } from 'pino'
import { systemClock, systemRandom } from '../clock/index.ts'
import { type Database, type DatabaseOptions, openDatabase } from '../store/index.ts'

/** A database of a test's own, dropped when it is closed. */
export interface TestDatabase extends Database, AsyncDisposable {}

/** Where the run's server is; set by `tests/setup/postgres.ts`. */
export const SERVER = 'BANYAN_TEST_POSTGRES'

/** The database that all others are copies of: the platform's schema, and nothing in it. */
export const TEMPLATE = 'banyan_template'

/**
 * A fresh database with the platform's schema, on the PostgreSQL server that this run of the tests shares:
 * `await using database = await testDatabase()`.
 */
export async function testDatabase(options: Partial<DatabaseOptions> = {}): Promise<TestDatabase> {
  const server = process.env[SERVER]
  if (!server) throw new Error(`${SERVER} is not set: run the test by vitest, from the root of the repository`)
  const name = `test_${systemRandom.id().replaceAll('-', '')}`
  await administer(server, `create database ${name} template ${TEMPLATE}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const database = await openDatabase({
    dataDir: '/nonexistent',
    clock: systemClock,
    random: systemRandom,
    log: pino({ level: 'silent' }),
    guardTransactions: true,
    ...options,
    url: url.href,
  })
  const close = async () => {
    await database.close()
    await administer(server, `drop database if exists ${name} with (force)`)
  }
  return { ...database, close, [Symbol.asyncDispose]: close }
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
