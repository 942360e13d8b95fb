import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { systemClock, systemRandom } from '../clock/index.ts'
import { contract, failure, job } from '../contract/index.ts'
import { Deadline } from '../resilience/deadline.ts'
import { type Caller, type Frame, openRuntime, type Runtime, service, silent } from '../service/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import type { Batch, Job, JobEvent, JobSummary } from './contract.ts'
import { createDurable, type Engine } from './engine.ts'
import { ada, anonymous, bob, hurried, patience, submission } from './fixture/lab.ts'
import { jobsService } from './service.ts'

const input = z.object({ topic: z.string().min(3) })
const output = z.object({ topic: z.string() })
const writing = contract('writing', {
  write: job({ http: 'POST /writing/write', auth: 'user', input, output, attempts: 1 }),
  audit: job({ http: 'POST /writing/audit', auth: { role: 'admin' }, input, output }),
  inner: job({ auth: 'service', input, output }),
})
const root: Caller = { user: { id: 'root', roles: ['admin'], session: 's3' }, service: null }

let database: TestDatabase
let engine: Engine
let runtime: Runtime
let broken = false

beforeAll(async () => {
  database = await testDatabase()
  const log = pino({ level: 'silent' })
  engine = createDurable({
    database,
    clock: systemClock,
    random: systemRandom,
    log,
    worker: 'w',
    settings: hurried,
  })
  const work = async ({ topic }: { topic: string }) => {
    if (topic === 'broken' && broken) throw failure('unavailable', 'No model.')
    return { topic }
  }
  runtime = await openRuntime({
    services: [
      service(writing, { handle: { write: work, audit: work, inner: work } }),
      jobsService(engine, (kind) => runtime.plans.get(kind)),
    ],
    database,
    durable: engine,
    clock: systemClock,
    random: systemRandom,
    log,
    observer: silent,
    config: () => ({}),
    strict: true,
  })
  engine.start()
})

afterAll(async () => {
  await engine.stop(0)
  await runtime.close()
  await database.close()
})

const frame = (caller: Caller, idempotencyKey?: string): Frame => ({
  caller,
  deadline: Deadline.in(systemClock, 20_000),
  requestId: 'request',
  trace: submission('').trace,
  idempotencyKey,
  ip: undefined,
  wait: undefined,
})

async function call<T>(operation: string, given: unknown, caller: Caller, key?: string): Promise<T> {
  const plan = runtime.plans.get(operation)
  if (!plan) throw new Error(`no operation ${operation}`)
  return (await plan.run(given, frame(caller, key))) as T
}

async function events(id: string, caller: Caller, lastEventId?: string): Promise<JobEvent[]> {
  const seen: JobEvent[] = []
  const stream = runtime.plans.get('jobs.events')?.stream({ id, lastEventId }, frame(caller))
  for await (const event of stream ?? []) seen.push(event as JobEvent)
  return seen
}

const write = (topic: string, caller: Caller) => call<{ job_id: string }>('writing.write', { topic }, caller)

describe('a user', () => {
  test('finds, watches and lists his own jobs', async () => {
    const { job_id: id } = await write('trees', ada)
    expect((await events(id, ada)).map(({ event }) => event)).toEqual(['pending', 'running', 'done'])
    expect((await events(id, ada, '2')).map(({ event }) => event)).toEqual(['done'])
    expect(await call<Job>('jobs.get', { id }, ada)).toMatchObject({
      id,
      kind: 'writing.write',
      status: 'done',
      input: { topic: 'trees' },
      result: { topic: 'trees' },
    })
    const { items } = await call<{ items: JobSummary[] }>('jobs.list', {}, ada)
    expect(items.map((item) => item.id)).toContain(id)
  })

  test('does not find those of another, and cannot do anything to them', async () => {
    const { job_id: id } = await write('secrets', ada)
    await events(id, ada)
    for (const operation of ['jobs.get', 'jobs.cancel', 'jobs.retry'])
      await expect(call(operation, { id }, bob)).rejects.toMatchObject({ code: 'noSuchJob', status: 404 })
    await expect(events(id, bob)).rejects.toMatchObject({ code: 'noSuchJob', status: 404 })
    const { items } = await call<{ items: JobSummary[] }>('jobs.list', {}, bob)
    expect(items.map((item) => item.id)).not.toContain(id)
    expect(await call<Job>('jobs.get', { id }, root)).toMatchObject({ id })
    const all = await call<{ items: JobSummary[] }>('jobs.list', {}, root)
    expect(all.items.map((item) => item.id)).toContain(id)
  })

  test('is told that what is not even an id is no job', async () => {
    for (const id of ['1', "'; drop table banyan.jobs; --", systemRandom.id()])
      await expect(call('jobs.get', { id }, ada)).rejects.toMatchObject({ code: 'noSuchJob' })
  })

  test('pages through his jobs, newest first, by status and kind', async () => {
    const cleo: Caller = { user: { id: 'cleo', roles: [], session: 's4' }, service: null }
    const ids: string[] = []
    for (let n = 0; n < 5; n++) {
      const { job_id } = await write(`topic ${n}`, cleo)
      await events(job_id, cleo)
      ids.unshift(job_id)
    }
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await call<{ items: JobSummary[]; nextCursor: string | null }>(
        'jobs.list',
        { limit: 2, ...(cursor && { cursor }) },
        cleo,
      )
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    expect([...seen].sort()).toEqual([...ids].sort())
    const count = async (filter: object) =>
      (await call<{ items: JobSummary[] }>('jobs.list', filter, cleo)).items.length
    expect(await count({ status: ['done'] })).toBe(5)
    expect(await count({ status: ['failed', 'running'] })).toBe(0)
    expect(await count({ kind: 'writing.write' })).toBe(5)
    expect(await count({ kind: 'writing.audit' })).toBe(0)
  })

  test('starts a failed job again, and no other', async () => {
    broken = true
    const { job_id: id } = await write('broken', ada)
    await events(id, ada)
    expect(await call<Job>('jobs.get', { id }, ada)).toMatchObject({
      status: 'failed',
      error: { code: 'unavailable', detail: 'No model.' },
    })
    broken = false
    expect(await call<Job>('jobs.retry', { id }, ada)).toMatchObject({ id })
    expect((await events(id, ada)).at(-1)?.event).toBe('done')
    await expect(call('jobs.retry', { id }, ada)).rejects.toMatchObject({ code: 'notRetryable', status: 409 })
    expect(await call<Job>('jobs.cancel', { id }, ada)).toMatchObject({ status: 'done' })
  })
})

describe('a batch', () => {
  const item = (topic: string, kind = 'writing.write') => ({ kind, input: { topic } })
  const submit = (items: unknown[], caller: Caller, key?: string) =>
    call<{ batch_id: string; job_ids: string[]; status: string }>('jobs.submitBatch', { items }, caller, key)
  const count = async () => (await database.pool.query('select count(*) as n from banyan.jobs')).rows[0].n

  test('is accepted as a whole and tells how far it is', async () => {
    broken = true
    const { batch_id: id, job_ids, status } = await submit([item('one'), item('two'), item('broken')], ada)
    expect(status).toBe('pending')
    expect(job_ids).toHaveLength(3)
    await expect
      .poll(() => call<Batch>('jobs.batch', { id }, ada), patience)
      .toMatchObject({ all_completed: true, overall_progress: 100, completed: 2, failed: 1, total: 3 })
    broken = false
    await call<Batch>('jobs.retryBatch', { id }, ada)
    await expect
      .poll(() => call<Batch>('jobs.batch', { id }, ada), patience)
      .toMatchObject({ all_completed: true, completed: 3, failed: 0 })
    expect((await call<Batch>('jobs.cancelBatch', { id }, ada)).completed).toBe(3)
    for (const operation of ['jobs.batch', 'jobs.cancelBatch', 'jobs.retryBatch'])
      await expect(call(operation, { id }, bob)).rejects.toMatchObject({ code: 'noSuchBatch', status: 404 })
  })

  test('is refused as a whole, and each bad item is told of', async () => {
    const before = await count()
    await expect(
      submit([item('fine'), item('no'), item('fine', 'writing.unknown'), item('fine', 'writing.inner')], ada),
    ).rejects.toMatchObject({
      code: 'invalid',
      issues: [
        { path: ['items', 1, 'input', 'topic'] },
        { path: ['items', 2, 'kind'] },
        { path: ['items', 3, 'kind'] },
      ],
    })
    await expect(submit([item('fine'), item('fine', 'writing.audit')], ada)).rejects.toMatchObject({ status: 403 })
    await expect(submit([item('fine')], anonymous)).rejects.toMatchObject({ status: 401 })
    await expect(submit([], ada)).rejects.toMatchObject({ code: 'invalid' })
    expect(await count()).toBe(before)
    expect(await submit([item('fine', 'writing.audit')], root)).toMatchObject({ status: 'pending' })
  })

  test('is the same batch when it is sent again with its key, even if the answer was lost', async () => {
    const first = await submit([item('one'), item('two')], ada, 'batch key')
    await database.pool.query('delete from banyan.keys')
    expect(await submit([item('one'), item('two')], ada, 'batch key')).toEqual(first)
    await database.pool.query('delete from banyan.keys')
    const before = await count()
    await expect(submit([item('one'), item('three')], ada, 'batch key')).rejects.toMatchObject({ code: 'conflict' })
    await database.pool.query('delete from banyan.keys')
    await database.pool.query(`delete from banyan.jobs where id = $1`, [first.job_ids[0]])
    await expect(submit([item('new'), item('three')], ada, 'batch key')).rejects.toMatchObject({ code: 'conflict' })
    expect(await count()).toBe(before - 1)
  })
})
