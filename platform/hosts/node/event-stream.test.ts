import { get, type IncomingMessage } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { systemRandom } from '../../clock/index.ts'
import { failure, stream } from '../../contract/index.ts'
import type { Frame } from '../../service/frame.ts'
import { manualClock } from '../../testing/clock.ts'
import type { Observation } from './observation.ts'
import { type ServiceHost, serviceHost } from './service-host.ts'
import { ask, RawClient } from './testing/client.ts'
import { fakePlan } from './testing/fake-plan.ts'
import { memoryLog } from './testing/log.ts'

const events = stream({
  http: 'GET /events',
  auth: 'user',
  input: z.object({ lastEventId: z.string().optional() }),
  headers: { lastEventId: 'last-event-id' },
  output: z.unknown(),
  ends: () => false,
  deadline: '1h',
})
const HEADERS = { 'x-service-token': 'token' }
const GET = 'GET /events HTTP/1.1\r\nHost: x\r\nX-Service-Token: token\r\n\r\n'

const open: ServiceHost[] = []
afterEach(async () => {
  for (const host of open.splice(0)) await host.drain(0)
})

type Items = (frame: Frame, input: Record<string, unknown>) => AsyncIterable<unknown>

async function start(items: Items) {
  const clock = manualClock()
  const log = memoryLog()
  const seen: Observation[] = []
  const host = serviceHost({
    plans: [fakePlan('events', events, (input, frame) => items(frame, input))],
    clock,
    random: systemRandom,
    log,
    verifyServiceToken: () => ({ user: null, service: 'gateway' }),
    observe: (observation) => seen.push(observation),
  })
  open.push(host)
  const { port } = await host.listen(0, '127.0.0.1')
  return { host, port, clock, log, seen }
}

const aborted = ({ deadline }: Frame) =>
  new Promise<void>((resolve) => deadline.signal.addEventListener('abort', () => resolve()))

describe('a stream of events', () => {
  it('has a block an item, and ends', async () => {
    const { port } = await start(async function* () {
      yield { id: '1', event: 'progress', data: { text: 'a\nb' } }
      yield { id: 'x\ny', event: 'done', data: null }
      yield { other: true }
      yield 7
    })
    const { status, headers, text } = await ask(port, '/events', { headers: HEADERS })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    expect(text).toBe(
      'id: 1\nevent: progress\ndata: {"text":"a\\nb"}\n\nid: x y\nevent: done\ndata: null\n\ndata: {"other":true}\n\ndata: 7\n\n',
    )
  })

  it('resumes after the event that the client saw last', async () => {
    const { port } = await start(async function* (_, { lastEventId }) {
      yield { id: '8', event: 'after', data: lastEventId }
    })
    const { text } = await ask(port, '/events', { headers: { ...HEADERS, 'last-event-id': '7' } })
    expect(text).toContain('data: "7"')
  })

  it('is 204 when there is nothing at all, so that an EventSource does not come back', async () => {
    const { port } = await start(async function* () {})
    expect(await ask(port, '/events', { headers: HEADERS })).toMatchObject({ status: 204, text: '' })
  })

  it('is a problem when it fails before its first item', async () => {
    const { port } = await start(async function* () {
      yield await Promise.reject(failure('notFound', 'No such job.'))
    })
    const { status, json } = await ask(port, '/events', { headers: HEADERS })
    expect(status).toBe(404)
    expect(json()).toMatchObject({ code: 'notFound', detail: 'No such job.' })
  })

  it('ends without a last event when it fails later', async () => {
    const { port } = await start(async function* () {
      yield { id: '1', event: 'progress', data: 1 }
      throw failure('internal')
    })
    const { status, text } = await ask(port, '/events', { headers: HEADERS })
    expect({ status, text }).toEqual({ status: 200, text: 'id: 1\nevent: progress\ndata: 1\n\n' })
  })

  it('opens after a second of silence, and then shows a sign of life every 15 seconds', async () => {
    const reached = Promise.withResolvers<Frame>()
    const { port, clock } = await start(async function* (frame) {
      reached.resolve(frame)
      await aborted(frame)
      yield 0
    })
    const client = new RawClient(port).send(GET)
    await reached.promise
    clock.advance(1_000)
    await client.until('text/event-stream')
    expect(client.received).not.toContain(':\n\n')
    clock.advance(14_000)
    await client.until(/:\n\n/)
    clock.advance(15_000)
    await client.until(/:\n\n[\s\S]*:\n\n/)
    client.close()
  })

  it('ends at its deadline, for the client to come back', async () => {
    const { port, clock } = await start(async function* (frame) {
      yield 1
      await aborted(frame)
      throw frame.deadline.signal.reason
    })
    const client = new RawClient(port).send(GET)
    await client.until('data: 1')
    clock.advance(3_600_000)
    expect(await client.until('\r\n0\r\n\r\n')).not.toContain('deadline')
  })

  it('ends at its deadline also when the handler ignores it', async () => {
    const { port, clock, seen } = await start(async function* () {
      yield 1
      yield await new Promise(() => undefined)
    })
    const client = new RawClient(port).send(GET)
    await client.until('data: 1')
    clock.advance(3_600_000)
    await client.until('\r\n0\r\n\r\n')
    await expect.poll(() => seen.length).toBe(1)
    client.close()
  })

  it('is 504 when its deadline passes before anything was sent', async () => {
    const reached = Promise.withResolvers<Frame>()
    const { port } = await start(async function* (frame) {
      reached.resolve(frame)
      yield await aborted(frame).then(() => Promise.reject(frame.deadline.signal.reason))
    })
    const client = new RawClient(port).send(GET)
    const { deadline } = await reached.promise
    deadline.cancel(failure('deadlineExceeded'))
    expect(await client.until('deadlineExceeded')).toContain('504')
  })

  it('is not produced faster than the client takes it', async () => {
    let produced = 0
    const { port, clock } = await start(async function* () {
      for (; produced < 4_000; produced += 1) yield 'x'.repeat(10_000)
    })
    const response = await new Promise<IncomingMessage>((resolve) =>
      get({ port, path: '/events', headers: HEADERS, agent: false }, resolve),
    )
    let before = -1
    const stands = () => {
      const same = produced === before
      before = produced
      return same
    }
    await expect.poll(stands, { interval: 100 }).toBe(true)
    expect(produced).toBeLessThan(3_000)
    clock.advance(20_000)
    let received = 0
    for await (const chunk of response) received += (chunk as Buffer).length
    expect(produced).toBe(4_000)
    expect(received).toBe(4_000 * 'data: "x"\n\n'.length + 4_000 * 9_999)
  })

  it('stops when the client goes away, whether it produces or waits', async () => {
    for (const items of [
      async function* (frame: Frame) {
        yield 1
        await aborted(frame)
      },
      async function* () {
        for (;;) yield 'x'.repeat(10_000)
      },
    ] as Items[]) {
      const ended = Promise.withResolvers<Frame>()
      const { port, seen } = await start(async function* (frame, input) {
        try {
          yield* items(frame, input)
        } finally {
          ended.resolve(frame)
        }
      })
      const client = new RawClient(port).send(GET)
      await client.until('data:')
      client.close()
      expect((await ended.promise).deadline.expired).toBe(true)
      await expect.poll(() => seen.length).toBe(1)
    }
  })

  it('ends when the server stops, however long it would have gone on', async () => {
    const { host, port } = await start(async function* (frame) {
      yield 1
      await aborted(frame)
    })
    const client = new RawClient(port).send(GET)
    await client.until('data: 1')
    await host.drain(60_000)
    expect(await client.end()).toContain('\r\n0\r\n\r\n')
    expect(host.inFlight).toBe(0)
  })
})
