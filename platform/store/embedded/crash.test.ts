import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { childrenOf, dataFolder, openEmbedded, otherProcess, usedFolder } from '../fixtures/processes.ts'
import { readPostmaster } from './directory.ts'
import { worksOn } from './running.ts'

test('after kill -9 the server ends by itself, and the next start has all that was committed', async () => {
  const dataDir = await usedFolder()
  const holder = otherProcess(dataDir)
  const url = (await holder.opened) ?? ''
  await query(url, 'insert into kept values (2)')
  const server = await serverOn(dataDir)
  holder.process.kill('SIGKILL')
  await holder.exited
  const database = await openEmbedded(dataDir)
  expect((await database.pool.query('select id from kept')).rows).toEqual([{ id: 1 }, { id: 2 }])
  expect(await worksOn(server, join(dataDir, 'postgres'))).toBe(false)
})

test('a server that outlived its process is stopped, and its data taken over', async () => {
  const dataDir = await usedFolder()
  const holder = otherProcess(dataDir)
  const url = (await holder.opened) ?? ''
  await query(url, 'insert into kept values (2)')
  const server = await serverOn(dataDir)
  // Without the watch nobody tells the server.
  for (const { pid, command } of await childrenOf(holder.pid)) {
    if (command === 'sh') process.kill(pid, 'SIGKILL')
  }
  holder.process.kill('SIGKILL')
  await holder.exited
  expect(await worksOn(server, join(dataDir, 'postgres'))).toBe(true)

  const database = await openEmbedded(dataDir)
  expect(await worksOn(server, join(dataDir, 'postgres'))).toBe(false)
  expect((await database.pool.query('select id from kept')).rows).toEqual([{ id: 1 }, { id: 2 }])
})

test('everything killed at once, the server too, loses nothing that was committed', async () => {
  const dataDir = await usedFolder()
  const holder = otherProcess(dataDir)
  await query((await holder.opened) ?? '', 'insert into kept values (2)')
  const children = await childrenOf(holder.pid)
  for (const pid of [holder.pid, ...children.map(({ pid }) => pid)]) process.kill(pid, 'SIGKILL')
  await holder.exited
  const database = await openEmbedded(dataDir)
  expect((await database.pool.query('select id from kept')).rows).toEqual([{ id: 1 }, { id: 2 }])
})

test('a second start on the same folder is refused with the id of the process that has it', async () => {
  const dataDir = await usedFolder()
  const holder = otherProcess(dataDir)
  const url = (await holder.opened) ?? ''
  await expect(openEmbedded(dataDir)).rejects.toThrow(`Another banyan (process ${holder.pid}) uses ${dataDir}/postgres`)
  expect(await query(url, 'select 1 as still')).toEqual([{ still: 1 }])
})

test('of two first starts at the same time one succeeds, and the other is refused', async () => {
  const dataDir = await dataFolder()
  const both = [otherProcess(dataDir), otherProcess(dataDir)]
  const opened = await Promise.all(both.map((holder) => holder.opened))
  const winner = both[opened.findIndex((url) => url !== undefined)]
  const loser = both.find((holder) => holder !== winner)
  expect(opened.filter((url) => url !== undefined)).toHaveLength(1)
  expect(await loser?.errors).toContain(`Another banyan (process ${winner?.pid})`)
  expect(await readdir(dataDir)).toEqual(['postgres'])
})

test('a server that is killed comes back at the same place', async () => {
  const dataDir = await usedFolder()
  const { pool, url } = await openEmbedded(dataDir)
  const killed = await serverOn(dataDir)
  process.kill(killed, 'SIGKILL')
  await vi.waitFor(
    async () => {
      expect(await serverOn(dataDir)).not.toBe(killed)
      expect(await query(url, 'select id from kept')).toEqual([{ id: 1 }])
    },
    { timeout: 20_000 },
  )
  expect((await pool.query('select id from kept')).rows).toEqual([{ id: 1 }])
})

test('after the server threw all connections out it is still held', async () => {
  const dataDir = await usedFolder()
  const database = await openEmbedded(dataDir)
  const holders = "select pid from pg_locks where locktype = 'advisory' and granted"
  const before = (await database.pool.query(holders)).rows
  expect(before).toHaveLength(1)
  await database.pool.query('select pg_terminate_backend($1)', [before[0].pid])
  await vi.waitFor(async () => {
    const { rows } = await database.pool.query(holders)
    expect(rows).toHaveLength(1)
    expect(rows).not.toEqual(before)
  })
  await expect(openEmbedded(dataDir)).rejects.toThrow(`Another banyan (process ${process.pid})`)
})

test('a copy of a folder in use is a folder of its own: its original is neither stopped nor mistaken for it', async () => {
  const original = await usedFolder()
  const first = await openEmbedded(original)
  await first.pool.query('insert into kept values (2); checkpoint')
  const copy = await dataFolder()
  await cp(original, copy, { recursive: true, preserveTimestamps: true })
  const second = await openEmbedded(copy)
  expect(new URL(second.url).port).not.toBe(new URL(first.url).port)
  await second.pool.query('drop table kept')
  expect((await first.pool.query('select id from kept')).rows).toEqual([{ id: 1 }, { id: 2 }])
})

/** The process id of the server on a folder, as its own lock file says. */
async function serverOn(dataDir: string): Promise<number> {
  const server = await readPostmaster(join(dataDir, 'postgres'))
  return server?.pid ?? 0
}

async function query(url: string, statement: string): Promise<readonly { readonly [column: string]: unknown }[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(statement)
  await client.end()
  return rows
}
