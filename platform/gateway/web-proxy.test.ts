import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { get, request } from 'node:http'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { RawClient } from '../hosts/node/testing/client.ts'
import { start } from './testing/start.ts'
import { FakeWeb, pages, WEB_KEY } from './testing/web.ts'

const html = { accept: 'text/html' }

async function withWeb(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const web = await new FakeWeb(handle).listen()
  return { web, ...(await start({ web: { origin: web.origin, key: WEB_KEY } })) }
}

const asked = (port: number, path: string) =>
  new Promise<IncomingMessage>((resolve) =>
    get({ port, path, agent: false, headers: { 'accept-encoding': 'br' } }, resolve),
  )

describe('the way to the web and back', () => {
  it('carries a body of any size both ways, with or without its length', async () => {
    const { port, call } = await withWeb((request, response) => {
      response.writeHead(201, { 'content-type': 'application/octet-stream' })
      request.pipe(response)
    })
    const body = Buffer.alloc(3_000_000, 'abc')
    expect((await call('/upload', { body })).bytes.equals(body)).toBe(true)
    const chunked = request({
      port,
      path: '/upload',
      method: 'PUT',
      agent: false,
      headers: { 'transfer-encoding': 'chunked' },
    })
    const answer = once(chunked, 'response') as Promise<[IncomingMessage]>
    chunked.write('first ')
    chunked.end('second')
    const [response] = await answer
    let text = ''
    for await (const chunk of response) text += String(chunk)
    expect(text).toBe('first second')
  })

  it.each(['text/event-stream', 'text/html'])('shows each piece of %s when it comes', async (type) => {
    const steps = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const { port } = await withWeb(async (_, response) => {
      response.writeHead(200, { 'content-type': type })
      response.flushHeaders()
      await steps[0]?.promise
      response.write('data: 1\n\n')
      await steps[1]?.promise
      response.end('data: 2\n\n')
    })
    const response = await asked(port, '/stream')
    expect(response.headers['content-encoding']).toBe(type === 'text/html' ? 'br' : undefined)
    steps[0]?.resolve()
    await once(response, 'data')
    steps[1]?.resolve()
    await once(response, 'end')
  })

  it('ends there when the visitor goes away', async () => {
    const gone = Promise.withResolvers<void>()
    const { port, seen } = await withWeb((_, response) => {
      response.on('close', () => gone.resolve())
      response.write('first')
    })
    const response = await asked(port, '/endless')
    await once(response, 'data')
    response.destroy()
    await gone.promise
    await expect.poll(() => seen).toMatchObject([{ route: '(web)', status: 200 }])
  })

  it('is no faster than the visitor', async () => {
    let sent = 0
    const { port } = await withWeb((_, response) => {
      Readable.from(pieces()).pipe(response)
    })
    function* pieces() {
      for (; sent < 4_000; sent += 1) yield Buffer.alloc(10_000)
    }
    const response = await asked(port, '/big')
    let before = -1
    const stands = () => {
      const same = sent === before
      before = sent
      return same
    }
    await expect.poll(stands, { interval: 100 }).toBe(true)
    expect(sent).toBeLessThan(3_500)
    let received = 0
    for await (const chunk of response) received += (chunk as Buffer).length
    expect(received).toBe(40_000_000)
  })

  it('breaks off when the web breaks off', async () => {
    const { port } = await withWeb((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('part')
      setImmediate(() => response.destroy())
    })
    const client = new RawClient(port).send('GET /broken HTTP/1.1\r\nHost: a\r\n\r\n')
    expect(await client.end()).toMatch(/content-length: 100[\s\S]*part$/)
  })

  it('may be answered before the body is there, and the rest of it does no harm', async () => {
    const { port } = await withWeb((request, response) => {
      if (request.method === 'GET') response.end('next page')
      else response.writeHead(413, { connection: 'close' }).end('too much')
    })
    const client = new RawClient(port).send('POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n')
    client.send('x'.repeat(1_000_000))
    expect(await client.until('too much')).toContain('413')
    client.send('x'.repeat(1_000_000))
    client.send('GET /next HTTP/1.1\r\nHost: a\r\n\r\n')
    await client.until('next page')
    client.close()
  })

  it('has no length and no body where there is none', async () => {
    const { call } = await withWeb((_, response) => {
      response.writeHead(304, { etag: '"x"' })
      response.end()
    })
    expect(await call('/same')).toMatchObject({ status: 304, text: '', headers: { etag: '"x"' } })
  })
})

describe('while the web is away', () => {
  const nobody = 'http://127.0.0.1:1'

  it.each([
    ['is not there', nobody],
    ['has no place yet', () => undefined],
  ])('because it %s, a visitor sees a calm page that tries again', async (_, origin) => {
    const { call, log, seen } = await start({ web: { origin, key: WEB_KEY } })
    const { status, headers, text } = await call('/', { headers: html })
    expect(status).toBe(503)
    expect(headers).toMatchObject({
      'retry-after': '3',
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(text).toContain('<meta http-equiv="refresh" content="3">')
    expect(text).not.toMatch(/(?:src|href)=/)
    expect(log.entries).toMatchObject([{ level: 'warn', fields: { requestId: headers['x-request-id'] } }])
    expect(seen).toMatchObject([{ status: 503, failure: { code: 'unavailable' } }])
  })

  it('everyone else gets a problem, also for a body that could not be passed on', async () => {
    const { call } = await start({ web: { origin: nobody, key: WEB_KEY } })
    for (const asked of [{}, { body: Buffer.alloc(500_000) }, { method: 'POST', headers: html }]) {
      const { status, headers, json } = await call('/x', asked)
      expect({ status, after: headers['retry-after'] }).toEqual({ status: 503, after: '3' })
      expect(json()).toMatchObject({ code: 'unavailable', retry: true })
    }
  })

  it('it may come back, at the same place or another', async () => {
    let origin: string | undefined
    const { call } = await start({ web: { origin: () => origin, key: WEB_KEY } })
    expect((await call('/', { headers: html })).status).toBe(503)
    const first = await pages()
    origin = first.origin
    expect((await call('/', { headers: html })).status).toBe(200)
    const { port } = first
    await first.stop()
    expect((await call('/', { headers: html })).status).toBe(503)
    const again = new FakeWeb((_, response) => void response.end('again'))
    await again.listen(port)
    expect((await call('/', { headers: html })).text).toBe('again')
    const moved = await new FakeWeb((_, response) => void response.end('moved')).listen()
    origin = moved.origin
    expect((await call('/', { headers: html })).text).toBe('moved')
  })

  it('a kept connection that it just closed is not the visitor’s trouble', async () => {
    let served = 0
    const { call } = await withWeb((request, response) => {
      served += 1
      if (served === 2) request.socket.destroy()
      else response.end(`page ${served}`)
    })
    expect((await call('/')).text).toBe('page 1')
    expect((await call('/')).text).toBe('page 3')
    served = 1
    expect((await call('/', { method: 'POST' })).status).toBe(503)
  })
})

describe('WebSockets', () => {
  const handshake = (headers: string) =>
    `GET /_next/hmr?id=1 HTTP/1.1\r\nHost: banyan.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nX-User-Id: forged\r\n${headers}\r\n`

  async function withSockets(sockets: boolean) {
    const web = await pages()
    web.server.on('upgrade', (request: IncomingMessage, socket) => {
      web.requests.push(request)
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
      socket.on('data', (chunk: Buffer) => socket.write(`echo ${chunk}`))
    })
    return { web, ...(await start({ web: { origin: web.origin, key: WEB_KEY, sockets } })) }
  }

  it('are passed on in development, both ways', async () => {
    const { web, port } = await withSockets(true)
    const client = new RawClient(port).send(handshake('Origin: http://banyan.example\r\nCookie: banyan_access=x\r\n'))
    await client.until('101 Switching Protocols')
    client.send('hello')
    await client.until('echo hello')
    expect(web.requests[0]?.url).toBe('/_next/hmr?id=1')
    expect(web.requests[0]?.headers).toMatchObject({
      host: 'banyan.example',
      'x-forwarded-for': '127.0.0.1',
      'sec-websocket-key': 'x',
    })
    expect(web.requests[0]?.headers['x-user-id']).toBeUndefined()
    await web.stop()
    await client.end()
  })

  it('are refused from another site, and where they cannot be passed on', async () => {
    const { port } = await withSockets(true)
    const foreign = handshake('Origin: http://evil.example\r\nCookie: banyan_access=x\r\n')
    expect(await new RawClient(port).send(foreign).end()).toContain('403 Forbidden')
    const away = await start({ web: { origin: () => undefined, key: WEB_KEY, sockets: true } })
    expect(await new RawClient(away.port).send(handshake('')).end()).toContain('503 Service Unavailable')
  })

  it('are ordinary requests otherwise', async () => {
    const { port } = await withSockets(false)
    const client = new RawClient(port).send(handshake(''))
    await client.until('<h1>GET /_next/hmr?id=1</h1>')
    client.close()
  })

  it('do not keep the gateway from stopping', async () => {
    const { gateway, port } = await withSockets(true)
    const client = new RawClient(port).send(handshake(''))
    await client.until('101 Switching Protocols')
    await gateway.drain(50)
    await client.end()
  })
})
