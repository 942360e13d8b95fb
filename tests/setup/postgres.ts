import { rm } from 'node:fs/promises'
import { systemClock, systemRandom } from '../../platform/clock/index.ts'
import { startEmbedded } from '../../platform/store/embedded/index.ts'
import { openDatabase } from '../../platform/store/index.ts'
import { administer, databaseOn, TEMPLATE, testOptions } from '../../platform/testing/database.ts'
import { removeLeftScratch, scratchFolder } from '../../platform/testing/scratch.ts'
import { SERVER } from '../../platform/testing/servers.ts'

/** One PostgreSQL server for a whole run of the tests; each `testDatabase()` is a database on it. */
export default async function setup(): Promise<() => Promise<void>> {
  await removeLeftScratch()
  const dataDir = await scratchFolder()
  const server = await startEmbedded({
    dataDir,
    clock: systemClock,
    random: systemRandom,
    log: testOptions.log,
    settings: SETTINGS,
  })
  await administer(server.url, `create database ${TEMPLATE}`)
  const template = await openDatabase({ ...testOptions, url: databaseOn(server.url, TEMPLATE) })
  await template.close()
  process.env[SERVER] = server.url
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true })
  }
}

const SETTINGS = {
  // Nothing here outlives the run, so nothing needs to reach the disk.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_init_zero: 'off',
  max_wal_size: '1GB',
  autovacuum: 'off',
  // Many databases at once, each with its pools.
  max_connections: '300',
  shared_buffers: '128MB',
}
