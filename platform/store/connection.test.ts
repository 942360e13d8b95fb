import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { administer, databaseOn, testDatabase, testOptions } from '../testing/database.ts'
import { ownServer } from '../testing/servers.ts'
import { openDatabase, StartError } from './index.ts'

const server = new URL(ownServer().url ?? '')

test.for<readonly [string, string]>([
  ['DATABASE_URL is not of the form', ''],
  ['DATABASE_URL is not of the form', 'localhost'],
  ['DATABASE_URL is not of the form', 'mysql://ada:pa55word@localhost/shop'],
  ['DATABASE_URL is not of the form', 'postgres://ada:pa55word@localhost:port/shop'],
  ['There is no such host', 'postgres://ada:pa55word@no-such-host.invalid/shop'],
  ['127.0.0.1:1/shop: connect ECONNREFUSED', 'postgres://ada:pa55word@127.0.0.1:1/shop'],
  ['Correct the user or the password', at({ password: 'pa55word' })],
  ['Create the database', at({ pathname: '/pa55word-less' })],
  ['does not support SSL', at({ search: '?sslmode=verify-full' })],
])('an address is refused with one message: %s', async ([message, url]) => {
  const opening = openDatabase({ ...testOptions, url })
  await expect(opening).rejects.toThrow(StartError)
  await expect(opening).rejects.toThrow(message)
  const { password } = URL.canParse(url) ? new URL(url) : { password: '' }
  if (password) await expect(opening).rejects.not.toThrow(password)
})

test('a user who may not make the platform schema is told what to ask for', async () => {
  await using database = await testDatabase()
  const name = `${new URL(database.url).pathname.slice(1)}_bare`
  const run = (statement: string) => administer(server.href, statement)
  await run(`create role ${name} login password 'secret'`)
  await run(`create database ${name}`)
  const url = new URL(databaseOn(server.href, name))
  Object.assign(url, { username: name, password: 'secret' })
  const opening = openDatabase({ ...testOptions, url: url.href })
  await expect(opening).rejects.toThrow(StartError)
  await expect(opening).rejects.toThrow(`grant create on database ${name} to ${name}`)
  await run(`drop database ${name}`)
  await run(`drop role ${name}`)
})

test('a server that is only starting is waited for', async () => {
  let asked = 0
  const starting = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      asked++
      const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up'].join('\0')
      const body = Buffer.from(`${fields}\0\0`)
      const head = Buffer.from('E\0\0\0\0')
      head.writeInt32BE(body.length + 4, 1)
      socket.end(Buffer.concat([head, body]))
    })
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void starting.close())
  await once(starting, 'listening')
  const address = starting.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const slept: number[] = []
  const sleep = async (ms: number) => void slept.push(ms)
  const opening = openDatabase({
    ...testOptions,
    clock: { ...testOptions.clock, sleep },
    url: `postgres://ada@127.0.0.1:${port}/shop`,
  })
  await expect(opening).rejects.toThrow('the database system is starting up')
  expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(30_000)
  expect(asked).toBe(slept.length + 1)
})

test('settings in the URL are kept', async () => {
  await using database = await testDatabase()
  const url = `${database.url}?options=-c%20geqo%3Doff&application_name=other`
  const again = await openDatabase({ ...testOptions, url })
  const { rows } = await again.pool.query(
    "select current_setting('geqo') as geqo, current_setting('application_name') as name",
  )
  expect(rows).toEqual([{ geqo: 'off', name: `banyan ${process.pid}` }])
  await again.close()
})

function at(parts: Partial<URL>): string {
  return Object.assign(new URL(server), parts).href
}
