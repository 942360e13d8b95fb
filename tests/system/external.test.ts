import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { administer, databaseOn } from '../../platform/testing/database.ts'
import { externalServer } from '../../platform/testing/servers.ts'
import { connected } from './inside.ts'
import { patient } from './patient.ts'
import { signIn, signUp } from './person.ts'
import { launch, newFolder, startSystem } from './process.ts'
import { watch } from './sse.ts'

// A killed process is noticed by the others when its lease ends, ten seconds later.
vi.setConfig({ testTimeout: 60_000 })

const LEASE_MS = 10_000
const SOON = { timeout: 20_000 }
const server = await externalServer()

// Where tests have to be complete, a server that is not there is a failure.
describe.skipIf(!server.url && !process.env.CI)(`the whole system ${server.title}`, () => {
  let url: string
  let name: string
  beforeAll(async () => {
    name = `banyan_test_${crypto.randomUUID().replaceAll('-', '')}`
    await administer(server.url ?? '', `create database ${name}`)
    url = databaseOn(server.url ?? '', name)
  })
  afterAll(async () => {
    if (name) await administer(server.url ?? '', `drop database if exists ${name} with (force)`)
  })

  const secrets = { AUTH_SECRET: 'a'.repeat(32), SERVICE_JWT_SECRET: 's'.repeat(32) }
  const start = async (env = {}) =>
    startSystem({ data: await newFolder(), env: { DATABASE_URL: url, ...secrets, ...env } })
  /** The name of the process that holds a job. */
  const workerOf = async (job: string) => {
    await using inside = await connected(url)
    const { rows } = await inside.query<{ worker: string }>('select worker from banyan.jobs where id = $1', [job])
    return rows[0]?.worker ?? 'nobody'
  }
  const count = async (sql: string) => {
    await using inside = await connected(url)
    return Number((await inside.query(sql)).rows[0]?.count)
  }

  test('has no demo account in production, asked for or not', async () => {
    const program = await start()
    expect(program.lines.join()).not.toContain('Demo account')
    expect(await count('select count(*) from auth.users')).toBe(0)
    await program.stop()

    const env = { DATABASE_URL: url, NODE_ENV: 'production', BANYAN_DEMO: 'on' }
    const refused = await launch({ data: await newFolder(), env })
    expect(await refused.exited).toBe(1)
    expect(refused.errors()).toContain('BANYAN_DEMO')
    expect(await count('select count(*) from auth.users')).toBe(0)
  })

  test('does its work: an account, a report with sources that open, a library', async () => {
    const program = await start()
    const ann = await signUp(program.baseUrl, 'ann', patient)
    const { job_id: id } = await ann.api.ai.runResearchAgent({ topic: 'durable jobs' })
    const watched = watch(`${program.baseUrl}/jobs/${id}/events`, ann.token)
    expect(await watched.over).toBe(true)
    expect(watched.seen.at(-1)?.event).toBe('done')
    const { result, attempts } = await ann.api.jobs.get({ id })
    const { sources, summary } = result as { sources: { url: string }[]; summary: string }
    expect(attempts).toBe(1)
    expect(sources.length).toBeGreaterThan(0)
    for (const source of sources) {
      const { pathname } = new URL(source.url)
      expect((await fetch(program.baseUrl + pathname)).status).toBe(200)
    }
    const entry = await ann.api.content.save({ type: 'research-report', title: 'Durable jobs', body: summary })
    await expect.poll(() => ann.api.users.profile({}), SOON).toMatchObject({ email: ann.email, name: 'ann' })
    expect(await program.stop()).toBe(0)

    const again = await start()
    const { api } = await signIn(again.baseUrl, ann.email, patient)
    expect(await api.content.get({ id: entry.id })).toEqual(entry)
    await again.stop()
  })

  test('of two processes, one takes up what the other was killed over', async () => {
    const env = { AI_OFFLINE_PACE_MS: '1500', LOG_LEVEL: 'debug' }
    const [one, other] = await Promise.all([start(env), start(env)])
    const bob = await signUp(one.baseUrl, 'bob', patient)
    const { job_id: id } = await bob.api.ai.runResearchAgent({ topic: 'durable jobs' })
    const before = watch(`${one.baseUrl}/jobs/${id}/events`, bob.token)
    await before.until(({ data }) => data.step === 'plan')
    const atWork = await workerOf(id)
    const [working, idle] = one.lines.join().includes(atWork) ? [one, other] : [other, one]
    await working.kill('SIGKILL')
    const killedAt = Date.now()

    const after = watch(`${idle.baseUrl}/jobs/${id}/events`, bob.token)
    const retrying = await after.until(({ event }) => event === 'retrying')
    expect(Date.parse(retrying.data.at) - killedAt).toBeLessThan(LEASE_MS + 2_000)
    expect(await after.over).toBe(true)
    // The same to whoever reads it anew, whichever process he asks, and no step twice.
    expect(before.seen.length).toBeGreaterThan(0)
    expect(after.seen.slice(0, before.seen.length)).toEqual(before.seen)
    expect(after.seen.map((event) => Number(event.id))).toEqual(after.seen.map((_, at) => at + 1))
    const steps = after.seen.flatMap(({ data }) => data.step ?? [])
    expect(steps).toEqual(['begin', 'plan', 'search', 'read', 'write'])
    expect(
      await count(`select count(*) from banyan.outbox where type = 'ai.content.generated' and subject = '${bob.id}'`),
    ).toBe(1)
    expect(await idle.stop()).toBe(0)
  })

  test('may have a demo account in development', async () => {
    await administer(url, 'truncate auth.users cascade')
    const program = await start({ NODE_ENV: 'development', BANYAN_DEMO: 'on' })
    expect(program.lines.join()).toContain('Demo account: demo@banyan.local')
    await program.stop()
  })
})
