import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import * as z from 'zod'
import { systemClock } from '../clock/index.ts'
import { type Client, command, contract, file, query, settle, stream } from '../contract/index.ts'
import { Deadline } from '../resilience/deadline.ts'
import { bindClient } from './bindings.ts'
import { httpLink } from './http-link.ts'

/** What breaks between processes; what must not differ from an inline link is in `link.test.ts`. */
const Item = z.object({ id: z.string(), event: z.string(), data: z.object({}) })
const sample = contract('sample', {
  look: query({ http: 'GET /look', auth: 'public', input: z.object({}), output: z.string() }),
  print: query({ http: 'GET /print', auth: 'public', input: z.object({}), output: file('application/pdf') }),
  book: command({ http: 'POST /book', auth: 'public', input: z.object({}), output: z.string() }),
  set: command({ http: 'PUT /set', auth: 'public', idempotent: true, input: z.object({}), output: z.string() }),
  watch: stream({
    http: 'GET /watch',
    auth: 'public',
    headers: { lastEventId: 'last-event-id' },
    input: z.object({ lastEventId: z.string().optional() }),
    output: Item,
    ends: ({ event }) => event === 'end',
  }),
})

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** A process of the place: `handle` answers, or breaks. */
async function origin(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = await listening(createServer(handle))
  open.push(() => closed(server))
  return at(server)
}

/** An origin where nobody listens any more. */
async function nobody(): Promise<string> {
  const server = await listening(createServer())
  const url = at(server)
  await closed(server)
  return url
}

function client(...origins: string[]) {
  const link = httpLink({ contract: sample, origins, mint: () => 'token', connections: 4, strict: false })
  open.push(() => link.close())
  const frame = {
    caller: { user: null, service: null },
    deadline: Deadline.in(systemClock, 10_000),
    requestId: 'r',
    trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true },
    idempotencyKey: undefined,
    ip: undefined,
    wait: undefined,
  }
  return new (bindClient('caller', sample, link))(frame) as Client<typeof sample>
}

const says = (text: string) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(text))
}
const breaks = ({ socket }: IncomingMessage) => void socket.destroy()

it('asks the processes of a place in turn', async () => {
  const api = client(await origin(says('a')), await origin(says('b')))
  expect([await api.look({}), await api.look({}), await api.look({}), await api.look({})].sort()).toEqual([
    'a',
    'a',
    'b',
    'b',
  ])
})

it('passes over a process that does not listen, whatever is asked for', async () => {
  const api = client(await nobody(), await origin(says('b')))
  for (let n = 0; n < 4; n++) expect([await api.look({}), await api.book({})]).toEqual(['b', 'b'])
})

it('is unavailable at once when nobody listens, and says that trying again makes sense', async () => {
  const api = client(await nobody(), await nobody())
  const began = systemClock.monotonic()
  expect(await settle(api.book({}))).toMatchObject({
    ok: false,
    error: { status: 503, code: 'unavailable', retry: true, detail: 'sample.book cannot be reached' },
  })
  expect(systemClock.monotonic() - began).toBeLessThan(2_000)
})

it('asks another process again what may be asked twice, when one breaks off', async () => {
  let broken = 0
  const one = await origin((request) => {
    broken++
    breaks(request)
  })
  const api = client(one, await origin(says('b')))
  for (let n = 0; n < 2; n++) expect([await api.look({}), await api.set({})]).toEqual(['b', 'b'])
  expect(broken).toBeGreaterThan(0)
})

it('does not ask twice for what may be done already, but with an idempotency key', async () => {
  let asked = 0
  const counting = (request: IncomingMessage) => {
    asked++
    breaks(request)
  }
  const api = client(await origin(counting), await origin(counting))
  expect(await settle(api.book({}))).toMatchObject({ error: { status: 502, code: 'downstreamFailed', retry: false } })
  expect(asked).toBe(1)
  expect(await settle(api.book({}, { idempotencyKey: 'k' }))).toMatchObject({ error: { status: 503, retry: true } })
  expect(asked).toBe(3)
})

it('takes a stream up after its last item when the connection breaks, at another process', async () => {
  const asked: unknown[] = []
  const events = (upTo: number, whole: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    const after = Number(request.headers['last-event-id'] ?? 0)
    asked.push(after)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (let n = after + 1; n <= upTo; n++) response.write(`id: ${n}\nevent: ${n === 4 ? 'end' : 'tick'}\ndata: {}\n\n`)
    if (whole) response.end()
    else systemClock.timer(20, () => response.destroy())
  }
  const api = client(await origin(events(2, false)), await origin(events(4, true)))
  const seen: string[] = []
  for await (const { id } of api.watch({})) seen.push(id)
  expect(seen).toEqual(['1', '2', '3', '4'])
  expect(asked).toEqual([0, 2])
})

it('takes no half of a file for a whole one', async () => {
  const half = (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': 1000 })
    response.write('%PDF', () => response.destroy())
  }
  const api = client(await origin(half))
  expect(await settle(api.print({}))).toMatchObject({ ok: false, error: { status: 503, retry: true } })
})

it('says so when what answers is none of ours', async () => {
  const api = client(
    await origin((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<html>')
    }),
  )
  expect(await settle(api.look({}))).toMatchObject({ error: { status: 502, code: 'downstreamFailed' } })
})

const listening = (server: Server) =>
  new Promise<Server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
const at = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
