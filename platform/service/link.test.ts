import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { systemClock, systemRandom } from '../clock/index.ts'
import { Secret } from '../config/index.ts'
import {
  type Client,
  command,
  contract,
  failure,
  job,
  notFound,
  query,
  settle,
  stream,
  unavailable,
} from '../contract/index.ts'
import { createDurable } from '../durable/index.ts'
import { serviceHost } from '../hosts/node/index.ts'
import { createServiceTokens } from '../identity/index.ts'
import { Deadline } from '../resilience/deadline.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { bindClient } from './bindings.ts'
import type { Frame } from './frame.ts'
import { httpLink } from './http-link.ts'
import type { Link } from './link.ts'
import { silent } from './observer.ts'
import { openRuntime, type Runtime } from './runtime.ts'
import { service } from './service.ts'

const Text = z.object({ text: z.string() })

/** An operation for each way in which links could differ. */
const deep = contract('deep', {
  fail: query({ http: 'GET /deep/fail', auth: 'public', input: z.object({}), output: z.void() }),
  slow: query({ http: 'GET /deep/slow', auth: 'public', input: z.object({}), output: z.boolean(), deadline: '5s' }),
})
const sample = contract('sample', {
  echo: query({
    http: 'POST /sample/echo/{id}',
    auth: 'public',
    input: z.object({ id: z.string(), list: z.array(z.object({ n: z.number() })), note: z.string().optional() }),
    output: z.object({ id: z.string(), list: z.array(z.object({ n: z.number() })), note: z.string().optional() }),
  }),
  find: query({
    http: 'GET /sample/find/{name}',
    auth: 'public',
    input: z.object({
      name: z.string(),
      limit: z.int().default(3),
      tags: z.array(z.string()).default([]),
      deep: z.boolean().default(false),
    }),
    output: z.object({ name: z.string(), limit: z.number(), tags: z.array(z.string()), deep: z.boolean() }),
  }),
  mine: query({
    http: 'GET /sample/mine',
    auth: 'user',
    input: z.object({}),
    output: z.object({ user: z.string(), service: z.string().nullable() }),
  }),
  admin: query({ http: 'GET /sample/admin', auth: { role: 'admin' }, input: z.object({}), output: z.void() }),
  inner: query({ http: 'GET /sample/inner', auth: 'service', input: z.object({}), output: z.boolean() }),
  missing: query({
    http: 'GET /sample/missing',
    auth: 'public',
    input: z.object({}),
    output: z.void(),
    errors: { noSuchThing: notFound('No such thing') },
  }),
  busy: query({
    http: 'GET /sample/busy',
    auth: 'public',
    input: z.object({}),
    output: z.void(),
    errors: { closed: unavailable('Closed') },
  }),
  broken: query({
    http: 'GET /sample/broken',
    auth: 'public',
    input: z.object({}),
    output: z.object({ n: z.number() }),
  }),
  bug: query({ http: 'GET /sample/bug', auth: 'public', input: z.object({}), output: z.void() }),
  passesOn: query({ http: 'GET /sample/passes-on', auth: 'public', input: z.object({}), output: z.void() }),
  waits: query({ http: 'GET /sample/waits', auth: 'public', input: z.object({}), output: z.boolean(), deadline: '5s' }),
  keep: command({
    http: 'POST /sample/keep',
    auth: 'public',
    input: Text,
    output: z.object({ frozen: z.boolean(), text: z.string() }),
  }),
  count: stream({
    http: 'GET /sample/count',
    auth: 'public',
    headers: { lastEventId: 'last-event-id' },
    input: z.object({ to: z.int(), lastEventId: z.string().optional() }),
    output: z.object({ id: z.string(), event: z.string(), data: z.object({ n: z.number() }) }),
    ends: ({ event }) => event === 'end',
  }),
  none: stream({
    http: 'GET /sample/none',
    auth: 'public',
    input: z.object({}),
    output: Text,
    ends: () => true,
  }),
  closed: stream({
    http: 'GET /sample/closed',
    auth: 'public',
    input: z.object({}),
    output: Text,
    ends: () => true,
    errors: { closed: unavailable('Closed') },
  }),
  book: command({ http: 'POST /sample/book', auth: 'public', input: Text, output: z.object({ n: z.number() }) }),
  work: job({
    http: 'POST /sample/work',
    auth: 'user',
    input: z.object({ text: z.string(), until: z.enum(['now', 'told']).default('now') }),
    output: Text,
    errors: { spoilt: notFound('Spoilt') },
    attempts: 1,
  }),
})

let aborted: unknown
let booked = 0
let finish = () => {}
const deepService = service(deep, {
  handle: {
    fail: () => {
      throw failure('notFound', 'not the caller’s business')
    },
    slow: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted = signal.reason
          reject(signal.reason)
        })
      }),
  },
})
const sampleService = service(sample, {
  uses: { deep },
  handle: {
    echo: (input) => input,
    find: (input) => input,
    mine: (_, { user, caller }) => ({ user: user.id, service: caller.service }),
    admin: () => undefined,
    inner: () => true,
    missing: (_, { fail }) => {
      throw fail.noSuchThing('Looked everywhere')
    },
    busy: (_, { fail }) => {
      throw fail.closed({ retryAfter: 30_000 })
    },
    broken: () => ({ n: 'one' }) as never,
    bug: () => {
      throw new Error('password=hunter2')
    },
    passesOn: async (_, { call }) => call.deep.fail({}),
    waits: (_, { call }) => call.deep.slow({}),
    keep: (input) => {
      try {
        ;(input as { text: string }).text = 'changed'
      } catch {
        return { frozen: true, text: input.text }
      }
      return { frozen: false, text: 'kept' }
    },
    count: async function* ({ to, lastEventId }) {
      for (let n = Number(lastEventId ?? 0) + 1; n <= to; n++)
        yield { id: String(n), event: n === to ? 'end' : 'tick', data: { n } }
    },
    none: async function* () {},
    // biome-ignore lint/correctness/useYield: it is refused before its first item
    closed: async function* (_, { fail }) {
      throw fail.closed()
    },
    book: (_, { tx }) => tx(async () => ({ n: ++booked })),
    work: async ({ text, until }, { fail }) => {
      if (text === 'spoilt') throw fail.spoilt({ retry: false })
      if (until === 'told')
        await new Promise<void>((resolve) => {
          finish = resolve
        })
      return { text }
    },
  },
})

const log = pino({ level: 'silent' })
const shared = { clock: systemClock, random: systemRandom, log, observer: silent, config: () => ({}), strict: true }
const tokens = createServiceTokens({ secret: new Secret('a secret that only this test knows'), clock: systemClock })

let database: TestDatabase
let runtime: Runtime
let links: Record<'inline' | 'http', Link>
let close: () => Promise<void>

beforeAll(async () => {
  database = await testDatabase()
  const durable = createDurable({ database, worker: 'link', clock: systemClock, random: systemRandom, log })
  runtime = await openRuntime({ services: [deepService, sampleService], database, durable, ...shared })
  durable.start()
  const host = serviceHost({ plans: [...runtime.plans.values()], verifyServiceToken: tokens.verify, ...shared })
  const { port } = await host.listen(0, '127.0.0.1')
  const http = httpLink({
    contract: sample,
    origins: [`http://127.0.0.1:${port}`],
    mint: (from, to, caller) => tokens.mint({ from, to, caller }),
    connections: 4,
    strict: true,
  })
  links = { inline: runtime.link('sample'), http }
  close = async () => {
    await http.close()
    await host.drain(0)
    await durable.stop(0)
    await runtime.close()
    await database.close()
  }
})
afterAll(() => close())

const user = { id: 'u1', roles: [], session: 's1' }
const frame = (given: Partial<Frame> = {}): Frame => ({
  caller: { user: null, service: null },
  deadline: Deadline.in(systemClock, 5_000),
  requestId: 'request-1',
  trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true },
  idempotencyKey: undefined,
  ip: undefined,
  wait: undefined,
  ...given,
})

describe.each(['inline', 'http'] as const)('the %s link', (kind) => {
  const client = (given?: Partial<Frame>) =>
    new (bindClient('caller', sample, links[kind]))(frame(given)) as Client<typeof sample>

  it('carries nested input and output unchanged', async () => {
    const input = { id: 'a/b ü?', list: [{ n: 1.5 }, { n: -2 }] }
    expect(await client().echo(input)).toEqual(input)
  })

  it('carries text, numbers, booleans and lists of a query string, and fills in defaults', async () => {
    expect(await client().find({ name: 'x', tags: ['a', 'b&c'], deep: true })).toEqual({
      name: 'x',
      limit: 3,
      tags: ['a', 'b&c'],
      deep: true,
    })
  })

  it('refuses a wrong input with every issue', async () => {
    const wrong = { id: 'a', list: [{ n: 'one' }], note: 1 } as never
    expect(await settle(client().echo(wrong))).toMatchObject({
      ok: false,
      error: { code: 'invalid', status: 400, issues: [{ path: ['list', 0, 'n'] }, { path: ['note'] }] },
    })
  })

  it('tells the handler who calls: the user and the service', async () => {
    const caller = { user, service: 'outer' }
    expect(await client({ caller }).mine({})).toEqual({ user: 'u1', service: 'caller' })
  })

  it('refuses who is not signed in, lacks the role, or is no service', async () => {
    expect(await settle(client().mine({}))).toMatchObject({ error: { code: 'unauthenticated', status: 401 } })
    expect(await settle(client({ caller: { user, service: null } }).admin({}))).toMatchObject({
      error: { code: 'forbidden', status: 403 },
    })
    expect(await client().inner({})).toBe(true)
  })

  it('gives a declared error with its own code, words and time to wait', async () => {
    expect(await settle(client().missing({}))).toMatchObject({
      error: {
        code: 'noSuchThing',
        kind: 'notFound',
        status: 404,
        title: 'No such thing',
        detail: 'Looked everywhere',
        retry: false,
      },
    })
    expect(await settle(client().busy({}))).toMatchObject({
      error: { code: 'closed', status: 503, retry: true, retryAfter: 30_000 },
    })
  })

  it('never lets out what does not fit the contract', async () => {
    expect(await settle(client().broken({}))).toMatchObject({ error: { code: 'internal', status: 500 } })
  })

  it('keeps the details of a bug for the log', async () => {
    const settled = await settle(client().bug({}))
    expect(settled).toMatchObject({ error: { code: 'internal', status: 500 } })
    expect(!settled.ok && settled.error.message).not.toContain('hunter2')
  })

  it("does not pass a called service's failure through as its own", async () => {
    expect(await settle(client().passesOn({}))).toMatchObject({ error: { code: 'downstreamFailed', status: 502 } })
  })

  it('ends at the earlier deadline, down to the deepest call', async () => {
    aborted = undefined
    expect(await settle(client().waits({}, { timeout: 500 }))).toMatchObject({
      error: { code: 'deadlineExceeded', status: 504, retry: true },
    })
    await expect.poll(() => aborted).toBeDefined()
  })

  it('stops the deepest call when the caller gives up', async () => {
    aborted = undefined
    const giveUp = new AbortController()
    const call = client().waits({}, { signal: giveUp.signal })
    call.catch(() => undefined)
    setTimeout(() => giveUp.abort(failure('unavailable', 'changed my mind')), 20)
    await expect(call).rejects.toBeDefined()
    await expect.poll(() => aborted).toBeDefined()
  })

  it('never shares its arguments with the other side', async () => {
    const input = { text: 'mine' }
    const { text } = await client().keep(input)
    expect([input.text, text]).toEqual(kind === 'inline' ? ['mine', 'mine'] : ['mine', 'kept'])
  })

  it('streams items in order until the end', async () => {
    const seen: number[] = []
    for await (const { data } of client().count({ to: 5 })) seen.push(data.n)
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  it('ends a stream that has nothing to say', async () => {
    const seen: unknown[] = []
    for await (const item of client().none({})) seen.push(item)
    expect(seen).toEqual([])
  })

  it('says at once that a stream is refused', async () => {
    const opened = settle(client().closed({})[Symbol.asyncIterator]().next())
    expect(await opened).toMatchObject({ ok: false, error: { code: 'closed', status: 503, retry: true } })
  })

  it('accepts a job, and says where it stands', async () => {
    const accepted = await client({ caller: { user, service: null } }).work({ text: 'a', until: 'told' })
    expect(accepted).toEqual({ job_id: expect.any(String), status: 'pending', message: expect.any(String) })
    finish()
  })

  it('waits for the result of a job as long as it is told to', async () => {
    const jobs = client({ caller: { user, service: null } })
    const done = await jobs.work({ text: 'b' }, { wait: 5_000 })
    expect(done).toEqual({ job_id: expect.any(String), status: 'done', message: 'Done', result: { text: 'b' } })
    const late = await jobs.work({ text: 'c', until: 'told' }, { wait: 1_000 })
    expect(late).toMatchObject({ job_id: expect.any(String), status: 'running' })
    finish()
  })

  it('gives the failure of a job that failed while it waited', async () => {
    const failed = client({ caller: { user, service: null } }).work({ text: 'spoilt' }, { wait: 5_000 })
    expect(await settle(failed)).toMatchObject({ ok: false, error: { code: 'spoilt', status: 404, title: 'Spoilt' } })
  })

  it('makes one job and one effect of all calls with one idempotency key, and refuses it another input', async () => {
    const both = client({ caller: { user, service: null } })
    const key = { idempotencyKey: `key-${kind}` }
    const first = await both.work({ text: 'd' }, key)
    expect((await both.work({ text: 'd' }, key)).job_id).toBe(first.job_id)
    expect(await settle(both.work({ text: 'e' }, key))).toMatchObject({ error: { code: 'conflict', status: 409 } })
    const before = booked
    expect(await both.book({ text: 'd' }, key)).toEqual({ n: before + 1 })
    expect(await both.book({ text: 'd' }, key)).toEqual({ n: before + 1 })
    expect(booked).toBe(before + 1)
  })

  it('passes a caller from outside on as he is, when the gateway says so', async () => {
    const outside = { service: null, frame: frame({ caller: { user, service: null } }) }
    expect(await links[kind].call('mine', {}, outside)).toEqual({ user: 'u1', service: null })
    const visitor = { service: null, frame: frame() }
    expect(await settle(links[kind].call('inner', {}, visitor))).toMatchObject({ error: { code: 'forbidden' } })
  })

  it('is refused inside a transaction, where it would hold locks while it waits', async () => {
    const store = await database.open('sample', undefined)
    const refused = await store.tx(() => settle(client().inner({})))
    expect(refused).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(!refused.ok && String(refused.error.cause)).toContain('inside a transaction')
  })
})
