import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock, systemRandom } from '../../platform/clock/index.ts'
import { alive } from '../../platform/store/embedded/directory.ts'
import { startEmbedded } from '../../platform/store/embedded/index.ts'
import { openDatabase } from '../../platform/store/index.ts'
import { administer, databaseOn, TEMPLATE, testOptions } from '../../platform/testing/database.ts'
import { SERVER } from '../../platform/testing/servers.ts'

/** One PostgreSQL server for a whole run of the tests; each `testDatabase()` is a database on it. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = await freshFolder()
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

const PREFIX = 'banyan-test-'

/** In memory where there is plenty of it: a database is a copy of eight megabytes. */
async function freshFolder(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined)
  const folder = memory && memory.bavail * memory.bsize > 4e9 ? '/dev/shm' : tmpdir()
  for (const name of await readdir(folder)) {
    // What a run left that was killed.
    if (name.startsWith(PREFIX) && !alive(Number.parseInt(name.slice(PREFIX.length), 10))) {
      await rm(join(folder, name), { recursive: true, force: true })
    }
  }
  return await mkdtemp(join(folder, `${PREFIX}${process.pid}-`))
}
