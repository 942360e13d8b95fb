import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { systemClock, systemRandom } from '../../clock/index.ts'
import { command, failure, job, type Operation, query } from '../../contract/index.ts'
import type { Frame } from '../../service/frame.ts'
import type { Plan } from '../../service/plan.ts'
import type { Observation } from './observation.ts'
import type { RawHandler } from './raw.ts'
import { type ServiceHost, type ServiceHostOptions, serviceHost } from './service-host.ts'
import { type Asked, ask, RawClient } from './testing/client.ts'
import { fakePlan } from './testing/fake-plan.ts'
import { memoryLog } from './testing/log.ts'

const text = z.object({ text: z.string() })
const show = query({ http: 'GET /cards/{id}', auth: 'user', input: z.object({ id: z.string() }), output: z.unknown() })
const make = command({ http: 'POST /cards', auth: 'user', input: text, output: z.unknown(), status: 201 })
const drop = command({
  http: 'DELETE /cards/{id}',
  auth: 'service',
  input: z.object({ id: z.string() }),
  output: z.void(),
})
const write = job({ http: 'POST /write', auth: 'user', input: text, output: z.unknown() })
const user = { id: 'u1', roles: ['user'], session: 's1' }

const open: ServiceHost[] = []
afterEach(async () => {
  for (const host of open.splice(0)) await host.drain(0)
})

async function start(plans: Plan[], options: Partial<ServiceHostOptions> = {}) {
  const log = memoryLog()
  const seen: Observation[] = []
  const host = serviceHost({
    plans,
    clock: systemClock,
    random: systemRandom,
    log,
    verifyServiceToken(token, audience) {
      if (token !== `good for ${audience}`) throw new Error('bad signature')
      return { user, service: 'gateway' }
    },
    observe: (observation) => seen.push(observation),
    ...options,
  })
  open.push(host)
  const { port } = await host.listen(0, '127.0.0.1')
  const call = (path: string, { headers, ...rest }: Asked = {}) =>
    ask(port, path, { headers: { 'x-service-token': 'good for fake', ...headers }, ...rest })
  return { host, port, call, log, seen }
}

/** A plan of `operation` that answers its input and remembers its frame. */
function echo(operation: Operation) {
  const frames: Frame[] = []
  const plan = fakePlan('echo', operation, (input, frame) => {
    frames.push(frame)
    return input
  })
  return { plan, frames }
}

describe('who may call', () => {
  it('is asked for a service token, before anything else is said', async () => {
    const { port } = await start([echo(show).plan])
    for (const path of ['/cards/1', '/nowhere']) {
      const { status, json } = await ask(port, path)
      expect(status).toBe(401)
      expect(json()).toMatchObject({ code: 'unauthenticated', title: 'Service token required' })
    }
  })

  it('is refused with a token that is not valid, or that is for another service', async () => {
    const { port } = await start([echo(show).plan])
    for (const token of ['nonsense', 'good for other']) {
      const { status, json } = await ask(port, '/cards/1', { headers: { 'x-service-token': token } })
      expect(status).toBe(403)
      expect(json()).toMatchObject({ code: 'forbidden', title: 'Invalid service token' })
    }
  })

  it('reaches the plan from its token, with the address and the time left from their headers', async () => {
    const { plan, frames } = echo(show)
    const { call } = await start([plan])
    await call('/cards/1', { headers: { 'x-client-ip': '192.0.2.7', 'x-deadline-ms': '1500' } })
    expect(frames[0]).toMatchObject({ caller: { user, service: 'gateway' }, ip: '192.0.2.7' })
    expect(frames[0]?.deadline.remaining).toBeLessThanOrEqual(1500)
    expect(frames[0]?.deadline.remaining).toBeGreaterThan(500)
  })

  it('cannot have more time than the operation has', async () => {
    const { plan, frames } = echo(show)
    const { call } = await start([plan])
    await call('/cards/1', { headers: { 'x-deadline-ms': '99999999' } })
    expect(frames[0]?.deadline.remaining).toBeLessThanOrEqual(10_000)
  })

  it('sees why when tokens cannot be verified at all', async () => {
    const { call } = await start([echo(show).plan], {
      verifyServiceToken: () => {
        throw failure('unavailable')
      },
    })
    expect((await call('/cards/1')).status).toBe(503)
  })
})

describe('an answer', () => {
  it('has the status of its operation', async () => {
    const { call } = await start([echo(show).plan, echo(make).plan, fakePlan('drop', drop, () => undefined)])
    expect(await call('/cards/7')).toMatchObject({ status: 200, text: '{"id":"7"}' })
    expect(await call('/cards', { body: { text: 'é' } })).toMatchObject({ status: 201, text: '{"text":"é"}' })
    const nothing = await call('/cards/7', { method: 'DELETE' })
    expect(nothing).toMatchObject({ status: 204, text: '' })
    expect(nothing.headers['content-length']).toBeUndefined()
  })

  it('has a request id and a trace, those of the caller where they are valid', async () => {
    const { plan, frames } = echo(show)
    const { call, seen } = await start([plan])
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    const given = await call('/cards/1', { headers: { 'x-request-id': 'mine-1', traceparent } })
    expect(given.headers['x-request-id']).toBe('mine-1')
    expect(frames[0]).toMatchObject({ requestId: 'mine-1', trace: { parentId: 'b7ad6b7169203331' } })
    const own = await call('/cards/1', { headers: { 'x-request-id': 'not valid', traceparent: 'nonsense' } })
    expect(own.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
    expect(seen.map(({ requestId }) => requestId)).toEqual(['mine-1', own.headers['x-request-id']])
  })

  it('is 304 without a body when the client has it already', async () => {
    const tagged = { ...show, etag: () => 'v3' }
    const { call } = await start([echo(tagged).plan])
    expect((await call('/cards/1')).headers.etag).toBe('"v3"')
    for (const tags of ['"v3"', 'W/"v3"', '"v1", "v3"', '*']) {
      const same = await call('/cards/1', { headers: { 'if-none-match': tags } })
      expect(same).toMatchObject({ status: 304, text: '', headers: { etag: '"v3"' } })
    }
    expect((await call('/cards/1', { headers: { 'if-none-match': '"v2"' } })).status).toBe(200)
  })

  it('is a problem document when the plan fails, with Retry-After in whole seconds', async () => {
    const { call, log } = await start([
      fakePlan('show', show, () => {
        throw failure('limited', { detail: 'Slowly.', retryAfter: 1001 })
      }),
    ])
    const { status, headers, json } = await call('/cards/1', { headers: { 'x-request-id': 'r1' } })
    expect(status).toBe(429)
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': '2' })
    expect(json()).toEqual({
      type: '/docs/errors#limited',
      title: 'Too many requests',
      status: 429,
      detail: 'Slowly.',
      code: 'limited',
      retry: true,
      requestId: 'r1',
    })
    expect(log.entries).toEqual([])
  })

  it('says nothing of an error that nobody foresaw, which is in the log with its request id', async () => {
    const { call, log } = await start([
      fakePlan('show', show, () => {
        throw new Error('secret detail')
      }),
    ])
    const { status, text } = await call('/cards/1', { headers: { 'x-request-id': 'r2' } })
    expect(status).toBe(500)
    expect(text).not.toContain('secret')
    expect(log.entries).toMatchObject([
      { level: 'error', fields: { requestId: 'r2', err: { message: 'secret detail' } } },
    ])
  })

  it('is 500 where the output cannot be JSON', async () => {
    const { call, log } = await start([fakePlan('show', show, () => ({ big: 1n }))])
    expect((await call('/cards/1')).status).toBe(500)
    expect(log.entries).toHaveLength(1)
  })

  it('is 404 for what is not here', async () => {
    const { call } = await start([echo(show).plan])
    expect((await call('/nowhere')).json()).toMatchObject({ status: 404, code: 'notFound' })
    expect((await call('/cards/%ff')).status).toBe(400)
  })
})

describe('a body', () => {
  it('is a JSON object in UTF-8', async () => {
    const { call } = await start([echo(make).plan])
    const send = async (body: string | Buffer, type: string) =>
      (await call('/cards', { body, headers: { 'content-type': type } })).status
    expect(await send('{"text":"x"}', 'application/json')).toBe(201)
    expect(await send('{"text":"x"}', 'application/json; charset=UTF-8')).toBe(201)
    expect(await send('{"text":"x"}', 'application/merge-patch+json')).toBe(201)
    expect(await send('{"text":"x"}', 'text/plain')).toBe(415)
    expect(await send('{"text":"x"}', 'application/json; charset=latin1')).toBe(415)
    expect(await send('text=x', 'application/x-www-form-urlencoded')).toBe(415)
    expect(await send('{"text":', 'application/json')).toBe(400)
    expect(await send('[1]', 'application/json')).toBe(400)
    expect(await send('null', 'application/json')).toBe(400)
    expect(await send(Buffer.from('{"text":"\xff"}', 'latin1'), 'application/json')).toBe(400)
  })

  it('may be missing, and then the input is empty', async () => {
    const { call } = await start([echo(make).plan])
    expect(await call('/cards', { method: 'POST' })).toMatchObject({ status: 201, text: '{}' })
  })

  it('is not read when it is compressed', async () => {
    const { call } = await start([echo(make).plan])
    expect((await call('/cards', { body: { text: 'x' }, headers: { 'content-encoding': 'gzip' } })).status).toBe(415)
  })

  it('is refused beyond the limit, whether its length was told or not, and the connection goes on', async () => {
    const { port } = await start([echo(make).plan], { server: { bodyLimit: 100 } })
    const head =
      'POST /cards HTTP/1.1\r\nHost: x\r\nX-Service-Token: good for fake\r\nContent-Type: application/json\r\n'
    const client = new RawClient(port)
    client.send(`${head}Content-Length: 5000\r\n\r\n${' '.repeat(5000)}`)
    expect(await client.until('"tooLarge"')).toContain('413 Payload Too Large')
    client.received = ''
    client.send(`${head}Transfer-Encoding: chunked\r\n\r\n`)
    for (let n = 0; n < 20; n += 1) client.send(`20\r\n${' '.repeat(32)}\r\n`)
    client.send('0\r\n\r\n')
    expect(await client.until('"tooLarge"')).toContain('413 Payload Too Large')
    client.received = ''
    client.send(`${head}Content-Length: 12\r\n\r\n{"text":"x"}`)
    expect(await client.until('{"text":"x"}')).toContain('201 Created')
    client.close()
  })

  it('has the limit of its operation where that has one', async () => {
    const large = command({ ...make, bodyLimit: 200 })
    const { call } = await start([echo(large).plan], { server: { bodyLimit: 100 } })
    expect((await call('/cards', { body: { text: 'x'.repeat(150) } })).status).toBe(201)
    expect((await call('/cards', { body: { text: 'x'.repeat(200) } })).status).toBe(413)
  })
})

describe('a job', () => {
  const accepted = { job_id: 'j1', status: 'pending', message: 'Accepted' }

  it('is accepted with 202 and where to look for it', async () => {
    const { call } = await start([fakePlan('write', write, () => ({ ...accepted, internal: 1 }))])
    const { status, headers, json } = await call('/write', { body: { text: 'x' } })
    expect(status).toBe(202)
    expect(headers).toMatchObject({ location: '/jobs/j1' })
    expect(headers['preference-applied']).toBeUndefined()
    expect(json()).toEqual(accepted)
  })

  it('answers its bare result when it is done in the time that the client waits', async () => {
    const frames: Frame[] = []
    const { call } = await start([
      fakePlan('write', write, (_, frame) => {
        frames.push(frame)
        return { ...accepted, status: 'done', result: { title: 'Done' } }
      }),
    ])
    const { status, headers, text } = await call('/write', { body: { text: 'x' }, headers: { prefer: 'wait=5' } })
    expect(status).toBe(200)
    expect(headers).toMatchObject({ location: '/jobs/j1', 'preference-applied': 'wait=5' })
    expect(text).toBe('{"title":"Done"}')
    expect(frames[0]?.wait).toBe(5000)
    expect(frames[0]?.deadline.remaining).toBeGreaterThan(10_000)
  })

  it('waits a minute at most, and tells so', async () => {
    const { call } = await start([fakePlan('write', write, () => accepted)])
    const { headers } = await call('/write', { body: { text: 'x' }, headers: { prefer: 'respond-async, wait=9999' } })
    expect(headers['preference-applied']).toBe('wait=60')
  })

  it('has an idempotency key of visible ASCII', async () => {
    const { plan, frames } = echo(make)
    const { call } = await start([plan])
    const send = async (key: string) =>
      (await call('/cards', { body: { text: 'x' }, headers: { 'idempotency-key': key } })).status
    expect(await send('k-1')).toBe(201)
    expect(frames[0]?.idempotencyKey).toBe('k-1')
    for (const key of ['', 'a b', 'é', 'x'.repeat(201)]) expect(await send(key), key).toBe(400)
  })
})

describe('a deadline', () => {
  const quick = { ...show, deadline: '50ms' } as const

  it('is answered with 504 though the handler ignores it', async () => {
    const { call, log } = await start([fakePlan('show', quick, () => new Promise(() => undefined))])
    const { status, json } = await call('/cards/1')
    expect(status).toBe(504)
    expect(json()).toMatchObject({ code: 'deadlineExceeded', retry: true })
    expect(log.entries).toMatchObject([{ level: 'warn', fields: { operation: 'fake.show' } }])
  })

  it('may be longer than a connection may be silent', async () => {
    const { call } = await start(
      [fakePlan('show', { ...show, deadline: '1s' }, () => systemClock.sleep(150).then(() => 'at last'))],
      { server: { idleTimeout: 50 } },
    )
    expect((await call('/cards/1')).text).toBe('"at last"')
  })

  it('has passed: what the handler gives later is dropped', async () => {
    const handled = Promise.withResolvers<object>()
    const { port, log } = await start([fakePlan('show', quick, () => handled.promise)])
    const head = 'GET /cards/1 HTTP/1.1\r\nHost: x\r\nX-Service-Token: good for fake\r\n\r\n'
    const client = new RawClient(port).send(head)
    await client.until('deadlineExceeded')
    client.received = ''
    handled.resolve({ late: true })
    client.send(head)
    expect(await client.until('{"late":true}')).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(log.entries).toHaveLength(1)
    client.close()
  })

  it('ends when the client goes away', async () => {
    const reached = Promise.withResolvers<Frame>()
    const { port, seen } = await start([
      fakePlan('show', show, (_, frame) => {
        reached.resolve(frame)
        return new Promise(() => undefined)
      }),
    ])
    const client = new RawClient(port).send(
      'GET /cards/1 HTTP/1.1\r\nHost: x\r\nX-Service-Token: good for fake\r\n\r\n',
    )
    const { deadline } = await reached.promise
    const aborted = new Promise((resolve) => deadline.signal.addEventListener('abort', resolve))
    client.close()
    await aborted
    expect(deadline.expired).toBe(true)
    expect(seen).toMatchObject([{ status: 499, route: '/cards/{id}' }])
  })
})

it('lets anyone ask its extra routes', async () => {
  const { port, log } = await start([], {
    extra: new Map<string, RawHandler>([
      ['GET /health', (_, response) => void response.end('well')],
      [
        'GET /broken',
        () => {
          throw new Error('no')
        },
      ],
    ]),
  })
  const { status, text, headers } = await ask(port, '/health')
  expect({ status, text }).toEqual({ status: 200, text: 'well' })
  expect(headers['x-request-id']).toBeDefined()
  expect((await ask(port, '/broken')).status).toBe(500)
  expect(log.entries).toHaveLength(1)
})

it('tells of every request when it has ended', async () => {
  const { call, seen } = await start([echo(show).plan])
  await call('/cards/1')
  await call('/nowhere')
  await expect.poll(() => seen.length).toBe(2)
  expect(seen).toMatchObject([
    { method: 'GET', route: '/cards/{id}', status: 200, userId: 'u1', plan: { id: 'fake.echo' }, failure: undefined },
    { method: 'GET', route: '(none)', status: 404, failure: { code: 'notFound' } },
  ])
  expect(seen[0]?.durationMs).toBeGreaterThan(0)
})
