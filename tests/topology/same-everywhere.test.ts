import { settle } from 'banyan/contract'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { contracts, type Person, signUp } from '../system/person.ts'
import { newFolder, type Program, startSystem } from '../system/process.ts'
import { anyAlive, health, places } from './places.ts'

const patience = { timeout: 60_000, interval: 100 }
// Several processes start in each of these, on however many processors.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** The same system in every shape: who uses it cannot tell which. */
describe.each([
  { topology: 'local', processes: [] },
  { topology: 'split', processes: ['models-1', 'models-2', 'rest'] },
  { topology: 'apart', processes: ['ai', 'auth', 'content', 'oauth', 'search', 'users'] },
])('the topology $topology', ({ topology, processes }) => {
  let program: Program
  let ann: Person
  let bob: Person
  beforeAll(async () => {
    program = await startSystem({ data: await newFolder(), env: { BANYAN_TOPOLOGY: topology } })
    ;[ann, bob] = await Promise.all([signUp(program.baseUrl, 'ann'), signUp(program.baseUrl, 'bob')])
  })

  test('runs in the processes of its topology, and says that all of them are well', async () => {
    expect([...places(program).keys()].sort()).toEqual(processes)
    const { report } = await health(program)
    expect(report.status).toBe('healthy')
    const told = Object.keys(report.checks).filter((check) => check.startsWith('places.'))
    expect(told).toHaveLength(new Set(processes.map((name) => name.replace(/-\d$/, ''))).size)
  })

  test('documents and routes every operation of every service', async () => {
    const { paths } = (await (await fetch(`${program.baseUrl}/openapi.json`)).json()) as { paths: object }
    const routed = Object.values(contracts).flatMap(({ members }) =>
      Object.values(members).flatMap((each) =>
        each.kind !== 'event' && each.auth !== 'service' ? [each.http?.split(' ')[1]] : [],
      ),
    )
    expect(Object.keys(paths).sort()).toEqual(expect.arrayContaining([...new Set(routed)].sort()))
    expect((await fetch(`${program.baseUrl}/auth/revocations`)).status).toBe(404)
  })

  test('makes a profile when somebody signs up, through the event', async () => {
    await expect.poll(() => settle(ann.api.users.profile({})), patience).toMatchObject({ ok: true })
    await ann.api.users.updateProfile({ bio: 'Likes figs' })
    expect(await ann.api.users.profile({})).toMatchObject({ id: ann.id, name: 'ann', bio: 'Likes figs' })
  })

  test('researches with a search, live, and counts what it cost', async () => {
    const { job_id: id, status } = await ann.api.ai.runResearchAgent({ topic: 'spaced repetition' })
    expect(status).toBe('pending')
    const told: string[] = []
    for await (const { event, data } of ann.api.jobs.events({ id })) told.push(data.step ?? event)
    expect(told.at(-1)).toBe('done')
    expect(told).toEqual(expect.arrayContaining(['plan', 'search', 'read', 'write']))
    const { result, kind } = await ann.api.jobs.get({ id })
    expect(kind).toBe('ai.runResearchAgent')
    expect(result).toMatchObject({ degraded: [], sources: expect.arrayContaining([expect.anything()]) })
    expect((await ann.api.ai.usage({})).rows[0]).toMatchObject({ generator: expect.any(String) })
  })

  test('waits for the result of a job, and makes one of those with the same key', async () => {
    const input = { topic: 'fig trees', tone: 'Casual' } as const
    const first = await ann.api.ai.generateSocialMediaPost(input, { wait: 20_000, idempotencyKey: 'figs' })
    expect(first).toMatchObject({ status: 'done', result: { twitter: expect.any(String) } })
    const again = await ann.api.ai.generateSocialMediaPost(input, { idempotencyKey: 'figs' })
    expect(again.job_id).toBe(first.job_id)
    const other = ann.api.ai.generateSocialMediaPost({ ...input, tone: 'Humorous' }, { idempotencyKey: 'figs' })
    expect(await settle(other)).toMatchObject({ error: { code: 'conflict', status: 409 } })
  })

  test('takes a batch of jobs after it has checked each of their inputs', async () => {
    const kind = 'ai.generateSocialMediaPost'
    const input = { topic: 'roots', tone: 'Casual' }
    const wrong = { items: [{ kind, input: { topic: 'x' } }] }
    expect(await settle(ann.api.jobs.submitBatch(wrong))).toMatchObject({ error: { code: 'invalid' } })
    const { batch_id: id } = await ann.api.jobs.submitBatch({
      items: [
        { kind, input },
        { kind, input },
      ],
    })
    await expect.poll(() => ann.api.jobs.batch({ id }), patience).toMatchObject({ completed: 2, all_completed: true })
  })

  test('keeps what is saved for its owner, with versions', async () => {
    const saved = await ann.api.content.save({ type: 'note', title: 'Ünïcode & more', body: 'a\n"b"' })
    const url = `${program.baseUrl}/content/saved/${saved.id}`
    const headers = { authorization: `Bearer ${ann.token}` }
    const found = await fetch(url, { headers })
    expect(await found.json()).toEqual(saved)
    const etag = found.headers.get('etag') ?? ''
    expect((await fetch(url, { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304)
    const changed = await ann.api.content.update({ id: saved.id, title: 'New', ifMatch: etag })
    expect(changed.version).toBe(saved.version + 1)
    const late = ann.api.content.update({ id: saved.id, title: 'Late', ifMatch: etag })
    expect(await settle(late)).toMatchObject({ error: { code: 'changedMeanwhile', status: 412 } })
    expect(await settle(bob.api.content.get({ id: saved.id }))).toMatchObject({ error: { code: 'noSuchContent' } })
    expect((await ann.api.content.list({ q: 'new', limit: 1 })).items).toMatchObject([{ id: saved.id }])
    expect(await ann.api.content.remove({ id: saved.id })).toBeUndefined()
  })

  test('refuses alike: what is missing, wrong or not allowed', async () => {
    const post = (path: string, body: object, token?: string) =>
      fetch(program.baseUrl + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      })
    expect((await post('/search/web', { query: 'figs' })).status).toBe(401)
    const wrong = await post('/search/web', { query: 'figs', maxResults: 'many' }, ann.token)
    expect(wrong.status).toBe(400)
    expect(await wrong.json()).toMatchObject({
      code: 'invalid',
      requestId: wrong.headers.get('x-request-id'),
      issues: [{ path: ['maxResults'] }],
    })
    expect((await post('/ai/models', {}, ann.token)).status).toBe(405)
    const login = await post('/auth/login', { email: ann.email, password: 'wrong password' })
    expect(login.status).toBe(401)
    expect(await login.json()).toMatchObject({ code: 'wrongCredentials' })
  })

  test('refuses the token of somebody who has signed out at once', async () => {
    const eve = await signUp(program.baseUrl, 'eve')
    expect(await settle(eve.api.auth.sessions({}))).toMatchObject({ ok: true })
    await eve.api.auth.logout({})
    expect(await settle(eve.api.ai.models({}))).toMatchObject({ error: { code: 'unauthenticated', status: 401 } })
  })

  test('ends in order when it is asked to, with all its processes', async () => {
    const pids = [...places(program).values()]
    expect(await program.stop()).toBe(0)
    expect(anyAlive(pids)).toBe(false)
    expect(program.errors()).toBe('')
  })
})
