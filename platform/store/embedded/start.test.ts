import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock, systemRandom } from '../../clock/index.ts'
import { testOptions } from '../../testing/database.ts'
import { dataFolder, openEmbedded, usedFolder } from '../fixtures/processes.ts'
import { serverAccount } from './account.ts'
import { begin } from './begin.ts'
import { connectOwner } from './connect.ts'
import { prepareGround } from './ground.ts'

test('the first start makes the data, and the next ones find it', async () => {
  const dataDir = join(await dataFolder(), 'not', 'there', 'yet')
  const began = performance.now()
  const first = await openEmbedded(dataDir)
  const firstMs = performance.now() - began
  expect(first.embedded).toBe(true)
  await first.pool.query('create table kept (id int); insert into kept values (1)')
  await first.close()

  const again = performance.now()
  const second = await openEmbedded(dataDir)
  const secondMs = performance.now() - again
  expect((await second.pool.query('select id from kept')).rows).toEqual([{ id: 1 }])
  // On an idle machine 600 and 60 ms. How long a busy disk takes says nothing about this code.
  expect(secondMs).toBeLessThan(firstMs)
})

test('it is durable and modest', async () => {
  const { pool } = await openEmbedded(await usedFolder())
  const { rows } = await pool.query(`
    select name, setting from pg_settings
    where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'jit', 'max_connections',
      'shared_buffers', 'listen_addresses', 'unix_socket_directories')`)
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    jit: 'off',
    max_connections: '100',
    shared_buffers: String((48 * 1024) / 8),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  })
})

test('only who has the password gets in, and it is nowhere to be read', async () => {
  const lines: string[] = []
  const dataDir = await usedFolder()
  const log = pino({ level: 'trace' }, { write: (line) => lines.push(line) })
  const database = await openEmbedded(dataDir, { log })
  const { password } = new URL(database.url)
  expect(password.length).toBeGreaterThan(30)

  const url = new URL(database.url)
  for (const wrong of ['', 'banyan', 'postgres']) {
    url.password = wrong
    const client = new pg.Client({ connectionString: url.href })
    client.on('error', () => {})
    await expect(client.connect()).rejects.toThrow()
  }
  const folder = join(dataDir, 'postgres')
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await stat(join(folder, 'banyan.password'))).mode & 0o777).toBe(0o600)
  expect(await readFile(join(folder, 'pg_hba.conf'), 'utf8')).not.toMatch(/^[^#\n]*trust/m)
  await database.close()
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.join()).not.toContain(password)
})

test('a port that another program took in the meantime is asked for again', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const ground = await prepareGround(await usedFolder(), systemRandom)
  let waits = 0
  const sleep = async () => {
    waits++
    if (other.listening) await new Promise((resolve) => other.close(resolve))
  }
  const clock = { ...systemClock, sleep }
  const { postmaster } = await begin(ground, { clock, log: testOptions.log, settings: {} }, port)
  const client = await connectOwner(port, ground.password)
  expect(waits).toBe(1)
  await client.end()
  await postmaster.stop(systemClock)
})

test('the process id in the lock file may be another program by now: it is left alone', async () => {
  const dataDir = await usedFolder()
  const data = join(dataDir, 'postgres')
  const account = serverAccount(data)
  // Of the account that the server runs as: PostgreSQL itself would take it for a server and refuse to start.
  const program = spawn('sleep', ['600'], { ...account, cwd: '/' })
  onTestFinished(() => void program.kill())
  const lock = join(data, 'postmaster.pid')
  await writeFile(lock, `${program.pid}\n${data}\n1700000000\n1\n\n127.0.0.1\n\nready\n`)
  if (account) await chown(lock, account.uid, account.gid)
  const { pool } = await openEmbedded(dataDir)
  expect((await pool.query('select id from kept')).rows).toEqual([{ id: 1 }])
  expect(program.exitCode ?? program.signalCode).toBe(null)
})
