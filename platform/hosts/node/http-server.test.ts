import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { systemClock, systemRandom } from '../../clock/index.ts'
import { query } from '../../contract/index.ts'
import { type ServiceHost, serviceHost } from './service-host.ts'
import type { ServerSettings } from './settings.ts'
import { ask, RawClient } from './testing/client.ts'
import { fakePlan } from './testing/fake-plan.ts'
import { memoryLog } from './testing/log.ts'

const slow = query({ http: 'GET /slow', auth: 'user', input: z.object({}), output: z.unknown() })
const HEAD = 'GET /slow HTTP/1.1\r\nHost: x\r\nX-Service-Token: token\r\n'

const open: ServiceHost[] = []
afterEach(async () => {
  for (const host of open.splice(0)) await host.drain(0)
})

async function start(server: Partial<ServerSettings> = {}, handle: () => unknown = () => ({})) {
  const host = serviceHost({
    plans: [fakePlan('slow', slow, handle)],
    clock: systemClock,
    random: systemRandom,
    log: memoryLog(),
    verifyServiceToken: () => ({ user: null, service: 'gateway' }),
    server: { checkInterval: 20, ...server },
  })
  open.push(host)
  const { port } = await host.listen(0, '127.0.0.1')
  return { host, port }
}

describe('a slow client', () => {
  it('is cut off when its headers do not come', async () => {
    const { port } = await start({ headersTimeout: 100 })
    const client = new RawClient(port).send('GET /slow HTTP/1.1\r\nHost: x\r\nX-Slow:')
    const dripping = setInterval(() => client.send(' x'), 20)
    expect(await client.end()).toMatch(/^HTTP\/1\.1 408 .*\r\nConnection: close/)
    clearInterval(dripping)
  })

  it('is cut off when its body does not come', async () => {
    const { port } = await start({ headersTimeout: 100, requestTimeout: 200 })
    const client = new RawClient(port).send(
      'POST /slow HTTP/1.1\r\nHost: x\r\nX-Service-Token: token\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    )
    await client.end()
  })

  it('is cut off when it says nothing at all', async () => {
    const { host, port } = await start({ headersTimeout: 100, idleTimeout: 150 })
    const client = new RawClient(port)
    await client.end()
    await expect.poll(() => host.connections).toBe(0)
  })

  it('cannot keep others from being served', async () => {
    const { port } = await start({ headersTimeout: 2_000 })
    const crowd = Array.from({ length: 200 }, () => new RawClient(port).send('GET / HTTP/1.1\r\nHost:'))
    await Promise.all(crowd.map((client) => new Promise((resolve) => client.socket.once('connect', resolve))))
    const { status } = await ask(port, '/slow', { headers: { 'x-service-token': 'token' } })
    expect(status).toBe(200)
    for (const client of crowd) client.close()
  })
})

describe('what is not HTTP', () => {
  it.each([
    ['nonsense', 'hello\r\n\r\n', '400 Bad Request'],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', '400 Bad Request'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      '400 Bad Request',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400 Bad Request',
    ],
    ['too many headers', `GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
  ])('is refused and cut off: %s', async (_, text, status) => {
    const { port } = await start()
    expect(await new RawClient(port).send(text).end()).toContain(`HTTP/1.1 ${status}`)
  })
})

it('serves so many requests on one connection, and no more', async () => {
  const { port } = await start({ maxRequestsPerConnection: 2 })
  const client = new RawClient(port).send(`${HEAD}\r\n`)
  expect(await client.until('{}')).toContain('Connection: keep-alive')
  client.received = ''
  client.send(`${HEAD}\r\n`)
  expect(await client.until('{}')).toContain('Connection: close')
  client.received = ''
  client.send(`${HEAD}\r\n`)
  await client.until('503 Service Unavailable')
  client.close()
})

describe('listening', () => {
  it('says when a port is taken, and what to do', async () => {
    const { port } = await start()
    const other = serviceHost({
      plans: [],
      clock: systemClock,
      random: systemRandom,
      log: memoryLog(),
      verifyServiceToken: () => ({ user: null, service: null }),
    })
    await expect(other.listen(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is taken; set`)
  })
})

describe('stopping', () => {
  it('lets requests finish, tells them to close, and takes no others', async () => {
    const reached = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const { host, port } = await start({}, async () => {
      reached.resolve()
      await finish.promise
      return { done: true }
    })
    const idle = new RawClient(port)
    await new Promise((resolve) => idle.socket.once('connect', resolve))
    const client = new RawClient(port).send(`${HEAD}\r\n`)
    await reached.promise
    const stopped = host.drain(30_000)
    await expect(ask(port, '/slow')).rejects.toThrow('ECONNREFUSED')
    expect(host.inFlight).toBe(1)
    finish.resolve()
    expect(await client.end()).toMatch(/200 OK[\s\S]*Connection: close[\s\S]*\{"done":true\}/)
    await idle.end()
    await stopped
  })

  it('cuts off what is not finished in time', async () => {
    const reached = Promise.withResolvers<void>()
    const { host, port } = await start({}, () => {
      reached.resolve()
      return new Promise(() => undefined)
    })
    const client = new RawClient(port).send(`${HEAD}\r\n`)
    await reached.promise
    await host.drain(50)
    expect(await client.end()).toBe('')
    await expect.poll(() => host.connections).toBe(0)
  })

  it('is done at once when there is nothing to do, also the second time', async () => {
    const { host } = await start()
    await host.drain(30_000)
    await host.drain(30_000)
  })
})
