import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { systemClock, systemRandom } from '../../platform/clock/index.ts'
import { startEmbedded } from '../../platform/store/embedded/index.ts'
import { openDatabase } from '../../platform/store/index.ts'
import { SERVER, TEMPLATE } from '../../platform/testing/database.ts'

/** One PostgreSQL server for a whole run of the tests; each `testDatabase()` is a database on it. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'banyan-test-'))
  const platform = { dataDir, clock: systemClock, random: systemRandom, log: pino({ level: 'silent' }) }
  // Nothing here outlives the run, so nothing needs to reach the disk.
  const server = await startEmbedded({
    ...platform,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`create database ${TEMPLATE}`)
  await client.end()
  const template = new URL(server.url)
  template.pathname = `/${TEMPLATE}`
  await (await openDatabase({ ...platform, url: template.href })).close()
  process.env[SERVER] = server.url
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true })
  }
}
