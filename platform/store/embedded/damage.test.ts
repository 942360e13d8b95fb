import { execFile } from 'node:child_process'
import { readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { dataFolder, openEmbedded, usedFolder } from '../fixtures/processes.ts'
import { StartError } from '../index.ts'

test.for<readonly [string, (data: string) => Promise<unknown>, string]>([
  ['no version', (data) => rm(join(data, 'PG_VERSION')), 'is damaged: PG_VERSION cannot be read'],
  ['no control file', (data) => rm(join(data, 'global/pg_control')), 'is damaged: global/pg_control cannot be read'],
  ['no password', (data) => rm(join(data, 'banyan.password')), 'is damaged: banyan.password cannot be read'],
  [
    'a broken control file',
    (data) => truncate(join(data, 'global/pg_control'), 100),
    'is damaged: could not read file',
  ],
  ['a scrambled control file', (data) => writeFile(join(data, 'global/pg_control'), 'x'.repeat(8192)), 'is damaged:'],
  ['no log', emptyWal, 'is damaged:'],
  ['no table of databases', (data) => rm(join(data, 'global/1262')), 'is damaged: could not open file "global/1262"'],
  ['no settings', (data) => rm(join(data, 'postgresql.conf')), 'is damaged:'],
  ['a newer version', version('19'), 'was made by PostgreSQL 19, and this is PostgreSQL 18'],
  ['an older version', version('17'), 'was made by PostgreSQL 17, and this is PostgreSQL 18'],
])('a data directory with %s is refused with one message', async ([, damage, message]) => {
  const dataDir = await usedFolder()
  await damage(join(dataDir, 'postgres'))
  const opening = openEmbedded(dataDir)
  await expect(opening).rejects.toThrow(StartError)
  await expect(opening).rejects.toThrow(message)
  await expect(opening).rejects.toThrow(dataDir)
})

test('a data directory with migrations of a newer version is refused, and left as it was', async () => {
  const dataDir = await usedFolder()
  const database = await openEmbedded(dataDir)
  await database.pool.query("insert into banyan.migrations values ('banyan.store', 999, 'future', '', '2030-01-01')")
  await database.close()
  const opening = openEmbedded(dataDir)
  await expect(opening).rejects.toThrow(StartError)
  await expect(opening).rejects.toThrow('migration 999 (future) of "banyan.store", which this version does not know')
})

test('a folder that cannot be made is refused', async () => {
  const file = join(await dataFolder(), 'file')
  await writeFile(file, '')
  const opening = openEmbedded(join(file, 'below'))
  await expect(opening).rejects.toThrow(StartError)
  await expect(opening).rejects.toThrow('ENOTDIR')
})

test('what a killed first start left is removed', async () => {
  const dataDir = await dataFolder()
  await writeFile(join(dataDir, 'postgres.new-2147483647'), '')
  await openEmbedded(dataDir)
  expect(await readdir(dataDir)).toEqual(['postgres'])
})

const mount = promisify(execFile)
const tmpfs = process.platform === 'linux' && process.getuid?.() === 0

test.runIf(tmpfs).for([
  ['a first start', '16m', dataFolder],
  ['a start with data', '70m', usedFolder],
] as const)('a full disk is named: %s', async ([, size, folder]) => {
  const disk = await dataFolder()
  await mount('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk])
  onTestFinished(() => mount('umount', ['-l', disk]).then(() => {}))
  const dataDir = await folder(disk)
  if (folder === usedFolder) await fill(join(disk, 'other'))
  const opening = openEmbedded(dataDir)
  await expect(opening).rejects.toThrow(StartError)
  await expect(opening).rejects.toThrow(/^The disk that holds .* is full\. Make room and start again\.$/)
})

async function fill(path: string): Promise<void> {
  await promisify(execFile)('dd', ['if=/dev/zero', `of=${path}`, 'bs=4k']).catch(() => {})
}

async function emptyWal(data: string): Promise<void> {
  for (const name of await readdir(join(data, 'pg_wal'))) {
    if (/^[0-9A-F]{24}$/.test(name)) await rm(join(data, 'pg_wal', name))
  }
}

function version(major: string): (data: string) => Promise<void> {
  return (data) => writeFile(join(data, 'PG_VERSION'), `${major}\n`)
}
