import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { systemClock, systemRandom } from '../clock/index.ts'
import { Secret } from '../config/index.ts'
import { command, contract, failure, job, notFound, query, stream } from '../contract/index.ts'
import { createDurable } from '../durable/index.ts'
import { createGateway } from '../gateway/index.ts'
import { serviceHost } from '../hosts/node/index.ts'
import { createServiceTokens } from '../identity/index.ts'
import { testDatabase } from '../testing/database.ts'
import { httpLink } from './http-link.ts'
import { silent } from './observer.ts'
import type { Plan } from './plan.ts'
import { remotePlans } from './remote-plan.ts'
import { openRuntime } from './runtime.ts'
import { service } from './service.ts'

/** An operation for each thing that a gateway does with a plan. */
const Text = z.object({ text: z.string() })
const shelf = contract('shelf', {
  who: query({
    http: 'GET /shelf/who',
    auth: 'public',
    input: z.object({}),
    output: z.object({ user: z.string().nullable(), service: z.string().nullable(), ip: z.string().nullable() }),
  }),
  find: query({
    http: 'GET /shelf/{id}',
    auth: 'user',
    input: z.object({ id: z.string(), n: z.int().default(1), tags: z.array(z.string()).default([]) }),
    output: z.object({ id: z.string(), n: z.number(), tags: z.array(z.string()) }),
    etag: ({ id }) => id,
    errors: { noSuchThing: notFound('No such thing') },
  }),
  put: command({ http: 'POST /shelf', auth: 'user', status: 201, input: Text, output: Text }),
  drop: command({
    http: 'DELETE /shelf/{id}',
    auth: 'user',
    status: 204,
    input: z.object({ id: z.string() }),
    output: z.void(),
  }),
  bug: query({ http: 'GET /shelf/bug', auth: 'public', input: z.object({}), output: z.void() }),
  slow: query({ http: 'GET /shelf/slow', auth: 'public', input: z.object({}), output: z.void(), deadline: '100ms' }),
  inner: query({ http: 'GET /inside/shelf', auth: 'service', input: z.object({}), output: z.void() }),
  work: job({ http: 'POST /shelf/work', auth: 'user', input: Text, output: Text, wait: '5s' }),
  none: job({ http: 'POST /shelf/none', auth: 'user', input: z.object({}), output: z.void() }),
  count: stream({
    http: 'GET /shelf/count',
    auth: 'user',
    headers: { lastEventId: 'last-event-id' },
    input: z.object({ to: z.int(), lastEventId: z.string().optional() }),
    output: z.object({ id: z.string(), event: z.string(), data: z.object({ n: z.number() }) }),
    ends: ({ event }) => event === 'end',
    errors: { tooFar: notFound('Too far') },
  }),
})
const shelfService = service(shelf, {
  handle: {
    who: (_, { caller, frame }) => ({ user: caller.user?.id ?? null, service: caller.service, ip: frame.ip ?? null }),
    find: (input, { fail }) => {
      if (input.id === 'none') throw fail.noSuchThing('Looked everywhere')
      return input
    },
    put: (input) => input,
    drop: () => undefined,
    bug: () => {
      throw new Error('password=hunter2')
    },
    slow: (_, { clock, signal }) => clock.sleep(5_000, signal),
    inner: () => undefined,
    work: async (input) => input,
    none: async () => undefined,
    count: async function* ({ to, lastEventId }, { fail }) {
      if (to > 9) throw fail.tooFar()
      for (let n = Number(lastEventId ?? 0) + 1; n <= to; n++)
        yield { id: String(n), event: n === to ? 'end' : 'tick', data: { n } }
    },
  },
})

const lines: string[] = []
const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
const shared = { clock: systemClock, random: systemRandom, log }
const closing: (() => Promise<void>)[] = []
const base: Record<string, string> = {}

beforeAll(async () => {
  const database = await testDatabase()
  const durable = createDurable({ database, worker: 'shelf', ...shared })
  const runtime = await openRuntime({
    ...shared,
    services: [shelfService],
    database,
    durable,
    observer: silent,
    config: () => ({}),
    strict: true,
  })
  durable.start()
  const own = [...runtime.plans.values()]
  const tokens = createServiceTokens({ secret: new Secret('a secret that only this test knows'), clock: systemClock })
  const host = serviceHost({ plans: own, verifyServiceToken: tokens.verify, ...shared })
  const { port } = await host.listen(0, '127.0.0.1')
  const link = httpLink({
    contract: shelf,
    origins: [`http://127.0.0.1:${port}`],
    mint: (from, to, caller) => tokens.mint({ from, to, caller }),
    connections: 4,
    strict: true,
  })
  const open = async (plans: readonly Plan[]) => {
    const gateway = createGateway({
      ...shared,
      plans,
      identify: (token) => {
        if (token !== 'ann') throw failure('unauthenticated')
        return { id: 'ann', roles: [], session: 's' }
      },
    })
    closing.push(() => gateway.drain(0))
    return `http://127.0.0.1:${(await gateway.listen(0, '127.0.0.1')).port}`
  }
  base['beside the gateway'] = await open(own)
  base['behind a link'] = await open(remotePlans(shelf, link))
  closing.push(
    () => link.close(),
    () => host.drain(0),
    () => durable.stop(0),
    () => runtime.close(),
    () => database.close(),
  )
})
afterAll(async () => {
  for (const close of closing) await close()
})

describe.each(['beside the gateway', 'behind a link'])('a service %s', (where) => {
  const ask = (target: string, headers: Record<string, string> = {}, body?: object) => {
    const [method = '', path = ''] = target.split(' ')
    return fetch(`${base[where]}${path}`, {
      method,
      headers: {
        authorization: 'Bearer ann',
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    })
  }

  it('learns who asks and from where: a user, or a visitor who is no service', async () => {
    const ip = '127.0.0.1'
    expect(await (await ask('GET /shelf/who')).json()).toEqual({ user: 'ann', service: null, ip })
    expect(await (await fetch(`${base[where]}/shelf/who`)).json()).toEqual({ user: null, service: null, ip })
  })

  it('gets path, query and body as they were sent, and answers with its status and entity tag', async () => {
    const found = await ask('GET /shelf/a%2Fb%20%C3%BC?n=7&tags=x&tags=y%26z')
    expect(found.status).toBe(200)
    expect(await found.json()).toEqual({ id: 'a/b ü', n: 7, tags: ['x', 'y&z'] })
    expect((await ask('GET /shelf/a', { 'if-none-match': '"a"' })).status).toBe(304)
    const put = await ask('POST /shelf', {}, { text: 'ü"\n' })
    expect([put.status, await put.json()]).toEqual([201, { text: 'ü"\n' }])
    const dropped = await ask('DELETE /shelf/a')
    expect([dropped.status, await dropped.text()]).toEqual([204, ''])
  })

  it('refuses as it declares, under the request’s id', async () => {
    const missing = await ask('GET /shelf/none')
    expect(missing.status).toBe(404)
    expect(await missing.json()).toEqual({
      type: '/docs/errors#notFound',
      title: 'No such thing',
      status: 404,
      detail: 'Looked everywhere',
      code: 'noSuchThing',
      retry: false,
      requestId: missing.headers.get('x-request-id'),
    })
    const wrong = await ask('GET /shelf/a?n=many')
    expect(wrong.status).toBe(400)
    expect(await wrong.json()).toMatchObject({ code: 'invalid', issues: [{ path: ['n'] }] })
    expect((await fetch(`${base[where]}/shelf/a`)).status).toBe(401)
    expect((await ask('GET /inside/shelf')).status).toBe(404)
  })

  it('keeps the details of a bug for the log, which has them once', async () => {
    lines.length = 0
    const bug = await ask('GET /shelf/bug')
    const text = await bug.text()
    expect(bug.status).toBe(500)
    expect(text).not.toContain('hunter2')
    expect(JSON.parse(text)).toMatchObject({ code: 'internal', requestId: bug.headers.get('x-request-id') })
    expect(lines.filter((line) => line.includes('hunter2'))).toHaveLength(1)
  })

  it('is given its deadline', async () => {
    const late = await ask('GET /shelf/slow')
    expect([late.status, await late.json()]).toMatchObject([504, { code: 'deadlineExceeded' }])
  })

  it('accepts jobs: 202 and where to look, or the result within the wait', async () => {
    const accepted = await ask('POST /shelf/work', { prefer: 'respond-async' }, { text: 'a' })
    expect(accepted.status).toBe(202)
    const { job_id } = (await accepted.json()) as { job_id: string }
    expect(accepted.headers.get('location')).toBe(`/jobs/${job_id}`)
    expect(accepted.headers.get('preference-applied')).toBe('respond-async')

    const byDefault = await ask('POST /shelf/work', {}, { text: 'b' })
    expect([byDefault.status, await byDefault.json()]).toEqual([200, { text: 'b' }])
    const asked = await ask('POST /shelf/none', { prefer: 'wait=5' }, {})
    expect([asked.status, await asked.json()]).toEqual([200, null])
    expect(asked.headers.get('preference-applied')).toBe('wait=5')
  })

  it('makes one job of all submissions with one key', async () => {
    const key = { 'idempotency-key': `key ${where}`.replaceAll(' ', '-'), prefer: 'respond-async' }
    const first = await ask('POST /shelf/work', key, { text: 'c' })
    const again = await ask('POST /shelf/work', key, { text: 'c' })
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect((await ask('POST /shelf/work', key, { text: 'd' })).status).toBe(409)
  })

  it('streams events, from where the client left off, and refuses before the first', async () => {
    const events = async (headers?: Record<string, string>) => {
      const response = await ask('GET /shelf/count?to=3', headers)
      expect(response.headers.get('content-type')).toBe('text/event-stream')
      return (await response.text()).match(/^id: .*/gm)
    }
    expect(await events()).toEqual(['id: 1', 'id: 2', 'id: 3'])
    expect(await events({ 'last-event-id': '1' })).toEqual(['id: 2', 'id: 3'])
    const refused = await ask('GET /shelf/count?to=10')
    expect([refused.status, await refused.json()]).toMatchObject([404, { code: 'tooFar' }])
  })
})
