import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from 'banyan/testing/database'
import { startServices } from 'banyan/testing/start'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { auth } from '../contract.ts'
import authService from '../service.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'banyan-demo-'))
})
afterEach(() => rm(dir, { recursive: true }))

const start = (env: Record<string, string>, database: Awaited<ReturnType<typeof testDatabase>>, lines: string[] = []) =>
  startServices({
    services: [authService],
    env: { BANYAN_DATA: dir, ...env },
    database,
    write: (line) => {
      lines.push(line)
    },
  })
const told = (lines: string[]) =>
  lines.flatMap((line) => /demo@banyan\.local, password: ([\w-]+)/.exec(line)?.[1] ?? [])

test('an empty database gets a demo account, whose password is told once and works', async () => {
  await using database = await testDatabase()
  const [first, second]: [string[], string[]] = [[], []]
  {
    await using app = await start({ BANYAN_DEMO: 'on' }, database, first)
    const [password, ...more] = told(first)
    expect(more).toEqual([])
    const { user } = await (await app.as(auth)).login({ email: 'demo@banyan.local', password: password ?? '' })
    expect(user).toMatchObject({ name: 'Demo', roles: ['user'] })
    expect(first.filter((line) => line.includes(password ?? ''))).toHaveLength(1)
  }
  await using _again = await start({ BANYAN_DEMO: 'on' }, database, second)
  expect(told(second)).toEqual([])
})

test('a database with users, and a start without the setting, get none', async () => {
  await using database = await testDatabase()
  const lines: string[] = []
  {
    await using app = await start({}, database, lines)
    await (await app.as(auth)).register({ email: 'ann@example.org', password: 'correct horse', name: 'Ann' })
  }
  await using _again = await start({ BANYAN_DEMO: 'on' }, database, lines)
  expect(told(lines)).toEqual([])
})

test('without AUTH_SECRET one is kept beside the data, and another one signs nobody out', async () => {
  await using database = await testDatabase()
  let refreshToken: string
  {
    await using app = await start({}, database)
    expect(await readdir(dir)).toContain('auth-secret')
    const account = { email: 'ann@example.org', password: 'correct horse', name: 'Ann' }
    refreshToken = (await (await app.as(auth)).register(account)).refreshToken
  }
  await using app = await start({ AUTH_SECRET: 'another secret of more than thirty-two characters' }, database)
  const { accessToken } = await (await app.as(auth)).refresh({ refreshToken })
  expect(await app.with({ auth }, accessToken).auth.sessions({})).toHaveLength(1)
})
