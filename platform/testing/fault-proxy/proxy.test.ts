import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../clock/index.ts'
import { type FaultProxy, seeded, startFaultProxy } from './index.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

/** A server that sends back what it gets, behind a proxy. */
async function behindProxy(seed = 1) {
  const got: string[] = []
  const sockets: Socket[] = []
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      got.push(chunk.toString())
      socket.write(chunk)
    })
    socket.on('end', () => socket.end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(() => server.close())
  const { port } = server.address() as AddressInfo
  const proxy = await startFaultProxy({ target: { host: '127.0.0.1', port }, seed })
  open.push(() => proxy.close())
  return { proxy, got, sockets }
}

async function client({ port }: FaultProxy): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  open.push(() => socket.destroy())
  await once(socket, 'connect')
  return socket
}

async function echo(socket: Socket, said: string): Promise<string> {
  socket.write(said)
  let heard = ''
  while (heard.length < said.length) heard += String((await once(socket, 'data'))[0])
  return heard
}

const broken = async (socket: Socket) => ((await once(socket, 'error'))[0] as NodeJS.ErrnoException).code

describe('without a fault', () => {
  test('all bytes come through in order, and so does the end', async () => {
    const { proxy } = await behindProxy()
    const socket = await client(proxy)
    const said = 'abcdefghij'.repeat(200_000)
    const heard = text(socket)
    socket.end(said)
    expect((await heard) === said).toBe(true)
    await expect.poll(() => proxy.open).toBe(0)
    expect(proxy.accepted).toBe(1)
  })

  test('a target that is not there breaks the connection', async () => {
    const { proxy: gone } = await behindProxy()
    await gone.close()
    const proxy = await startFaultProxy({ target: { host: '127.0.0.1', port: gone.port }, seed: 1 })
    open.push(() => proxy.close())
    const socket = connect({ port: proxy.port, host: '127.0.0.1' })
    expect(await broken(socket)).toBe('ECONNRESET')
  })
})

describe('a fault', () => {
  test('delay: what is sent comes later, until it is healed', async () => {
    const { proxy } = await behindProxy()
    const socket = await client(proxy)
    proxy.inject({ kind: 'delay', ms: 100 })
    let began = systemClock.monotonic()
    expect(await echo(socket, 'late')).toBe('late')
    expect(systemClock.monotonic() - began).toBeGreaterThan(190)
    proxy.inject({ kind: 'delay', ms: 60_000 })
    const waiting = echo(socket, 'soon')
    began = systemClock.monotonic()
    proxy.heal()
    expect(await waiting).toBe('soon')
    expect(systemClock.monotonic() - began).toBeLessThan(10_000)
  })

  test('cut: open connections break, new ones do not', async () => {
    const { proxy, sockets } = await behindProxy()
    const socket = await client(proxy)
    await echo(socket, 'hello')
    const seen = Promise.all([broken(socket), broken(sockets[0] as Socket)])
    proxy.inject({ kind: 'cut' })
    expect(await seen).toEqual(['ECONNRESET', 'ECONNRESET'])
    expect(await echo(await client(proxy), 'again')).toBe('again')
  })

  test('cut of a share: the seed says which', async () => {
    const cutBy = async (seed: number) => {
      const { proxy } = await behindProxy(seed)
      const sockets: Socket[] = []
      for (let n = 0; n < 12; n++) {
        const socket = await client(proxy)
        socket.on('error', () => {})
        await echo(socket, 'hello')
        sockets.push(socket)
      }
      proxy.inject({ kind: 'cut', share: 0.5 })
      const expected = sockets.filter((_, at) => numbers(seed, 12)[at] === false).length
      await expect.poll(() => proxy.open).toBe(expected)
      await expect.poll(() => sockets.filter(({ destroyed }) => destroyed).length).toBe(12 - expected)
      return sockets.map(({ destroyed }) => destroyed)
    }
    const first = await cutBy(3)
    expect(first).toEqual(numbers(3, 12))
    expect(await cutBy(3)).toEqual(first)
    expect(await cutBy(4)).not.toEqual(first)
  })

  test('cut after n bytes: so many come through and no more', async () => {
    const { proxy, got } = await behindProxy()
    const socket = await client(proxy)
    proxy.inject({ kind: 'cut', after: 5 })
    const seen = broken(socket)
    socket.write('hello world')
    expect(await seen).toBe('ECONNRESET')
    await expect.poll(() => got.join('')).toBe('hello')
    // Who had not used it up is spared by the healing.
    const other = await client(proxy)
    proxy.heal()
    expect(await echo(other, 'hello world')).toBe('hello world')
  })

  test('refuse: nobody gets through until it is healed', async () => {
    const { proxy } = await behindProxy()
    const before = await client(proxy)
    const seen = broken(before)
    proxy.inject({ kind: 'refuse' })
    expect(await seen).toBe('ECONNRESET')
    const refused = connect({ port: proxy.port, host: '127.0.0.1' })
    expect(await broken(refused)).toBe('ECONNRESET')
    proxy.heal()
    expect(await echo(await client(proxy), 'again')).toBe('again')
  })

  test('black hole: silence, and after the healing everything that was said', async () => {
    const { proxy, got } = await behindProxy()
    const socket = await client(proxy)
    await echo(socket, 'before ')
    proxy.inject({ kind: 'blackHole' })
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk
    })
    const other = await client(proxy)
    socket.write('during ')
    other.write('and another')
    // Long enough for it to come through if it could: the echo before took a fraction of it.
    await systemClock.sleep(100)
    expect([heard, got]).toEqual(['', ['before ']])
    proxy.heal()
    await expect.poll(() => heard).toBe('during ')
    await expect.poll(() => got.slice(1).sort()).toEqual(['and another', 'during '])
  })

  test('throttle: as many bytes a second as it says', async () => {
    const { proxy } = await behindProxy()
    const socket = await client(proxy)
    proxy.inject({ kind: 'throttle', rate: 10_000 })
    const began = systemClock.monotonic()
    await echo(socket, 'x'.repeat(1_000))
    // A tenth of a second there, and as long back.
    expect(systemClock.monotonic() - began).toBeGreaterThan(190)
  })

  test('half-close: the client sees the end, and the target still hears it', async () => {
    const { proxy, got } = await behindProxy()
    const socket = await client(proxy)
    await echo(socket, 'before ')
    const ended = once(socket, 'end')
    proxy.inject({ kind: 'halfClose' })
    await ended
    socket.write('after')
    await expect.poll(() => got).toEqual(['before ', 'after'])
  })
})

function numbers(seed: number, count: number): boolean[] {
  const random = seeded(seed)
  return Array.from({ length: count }, () => random() < 0.5)
}
