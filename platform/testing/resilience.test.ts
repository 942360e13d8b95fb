import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { systemClock } from '../clock/index.ts'
import { command, contract, failure, isFallback, query, settle, stream } from '../contract/index.ts'
import { LoadShedder } from '../resilience/index.ts'
import { service, use } from '../service/index.ts'
import { startServices } from './start.ts'

const Word = z.object({ word: z.string() })
const shaky = contract('shaky', {
  word: query({ auth: 'public', input: z.object({ of: z.string() }), output: Word }),
})
const front = contract('front', {
  reduced: query({ http: 'GET /front/reduced', auth: 'public', input: z.object({}), output: Word }),
  broken: query({ http: 'GET /front/broken', auth: 'public', input: z.object({}), output: Word }),
  narrow: query({
    http: 'GET /front/narrow',
    auth: 'public',
    input: z.object({}),
    output: Word,
    concurrency: { running: 1, waiting: 1, patience: '20s' },
  }),
  minor: command({
    http: 'POST /front/minor',
    auth: 'public',
    input: z.object({}),
    output: Word,
    importance: 'low',
  }),
  major: query({ http: 'GET /front/major', auth: 'public', input: z.object({}), output: Word, importance: 'high' }),
  watch: stream({
    http: 'GET /front/watch',
    auth: 'public',
    input: z.object({}),
    output: z.object({ id: z.string(), event: z.string(), data: z.number() }),
    ends: () => true,
  }),
})

function services() {
  const state = { down: false, gate: Promise.withResolvers<void>() }
  const other = contract('other', shaky.members)
  const shakyHandler = ({ of }: { of: string }) => {
    if (state.down) throw failure('downstreamFailed', 'the far end is gone')
    return { word: `fresh ${of}` }
  }
  return {
    state,
    all: [
      service(shaky, { handle: { word: shakyHandler } }),
      service(other, { handle: { word: shakyHandler } }),
      service(front, {
        uses: {
          shaky: use(shaky, { fallback: { word: { lastAnswer: '1h' } } }),
          other: use(other, { fallback: { word: () => Promise.reject(new Error('nothing here either')) } }),
        },
        handle: {
          reduced: (_, { call }) => call.shaky.word({ of: 'day' }),
          broken: (_, { call }) => call.other.word({ of: 'day' }),
          narrow: async () => {
            await state.gate.promise
            return { word: 'through' }
          },
          minor: () => ({ word: 'minor' }),
          major: () => ({ word: 'major' }),
          watch: async function* () {
            yield { id: '1', event: 'seen', data: 1 }
          },
        },
      }),
    ],
  }
}

describe('a service that it needs is down', () => {
  test('the stale answer is served with 200 and says so; the client knows it', async () => {
    const { all, state } = services()
    await using app = await startServices({ services: all })
    const fresh = await fetch(`${app.baseUrl}/front/reduced`)
    expect([fresh.status, fresh.headers.get('x-fallback'), await fresh.json()]).toEqual([
      200,
      null,
      { word: 'fresh day' },
    ])
    state.down = true
    const stale = await fetch(`${app.baseUrl}/front/reduced`)
    expect([stale.status, stale.headers.get('x-fallback'), await stale.json()]).toEqual([
      200,
      'true',
      { word: 'fresh day' },
    ])
    const client = await app.as(front)
    expect(isFallback(await client.reduced({}))).toBe(true)
    expect(await settle(client.reduced({}))).toEqual({ ok: true, value: { word: 'fresh day' }, fallback: true })
    const [, dependency] = app.place.runtime.resilience().dependencies
    expect(app.place.runtime.resilience().dependencies.map(({ calls }) => calls.fellBack)).toEqual([3, 0])
    expect(dependency).toMatchObject({ service: 'front', dependency: 'other', bulkhead: { running: 0, waiting: 0 } })
  })

  test('an impossible fallback is 503 with a time to come back, in the form of a problem', async () => {
    const { all, state } = services()
    await using app = await startServices({ services: all })
    state.down = true
    const answer = await fetch(`${app.baseUrl}/front/broken`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
    expect(await answer.json()).toMatchObject({ title: 'Temporarily unavailable', code: 'unavailable', retry: true })
  })
})

test('a full operation is 429 with a time to come back, and takes calls again when there is room', async () => {
  const { all, state } = services()
  await using app = await startServices({ services: all })
  const get = () => fetch(`${app.baseUrl}/front/narrow`)
  const first = get()
  const second = get()
  const cap = () => app.place.runtime.resilience().operations.find(({ operation }) => operation === 'front.narrow')
  await expect.poll(cap).toMatchObject({ running: 1, waiting: 1, limit: 1 })
  const third = await get()
  expect([third.status, third.headers.get('retry-after')]).toEqual([429, '1'])
  expect(await third.json()).toMatchObject({ code: 'limited', retry: true, overloaded: true })
  state.gate.resolve()
  expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([200, 200])
  expect((await get()).status).toBe(200)
})

test('with too much to do, what matters less is refused at once, but neither streams nor health', async () => {
  // Any delay is too long for it, so that it limits without the machine being busy, to four at once.
  const policy = { fewest: 4, alarm: -1, target: -1, notice: 0, interval: 0, sample: 5, window: 20, working: 60_000 }
  const load = new LoadShedder(systemClock, { policy })
  const { all, state } = services()
  await using app = await startServices({ services: all, load })
  const held = [fetch(`${app.baseUrl}/front/narrow`), fetch(`${app.baseUrl}/front/narrow`)]
  await expect.poll(() => load.state.working).toBe(2)
  load.start()
  await expect.poll(() => load.state.limit).toBe(4)
  const refused = await fetch(`${app.baseUrl}/front/minor`, { method: 'POST' })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await refused.json()).toMatchObject({
    code: 'unavailable',
    retry: true,
    overloaded: true,
    requestId: refused.headers.get('x-request-id'),
  })
  expect((await fetch(`${app.baseUrl}/front/major`)).status).toBe(200)
  for (const path of ['/health', '/front/watch']) expect((await fetch(app.baseUrl + path)).status, path).toBe(200)
  state.gate.resolve()
  expect((await Promise.all(held)).map(({ status }) => status)).toEqual([200, 200])
  await expect.poll(() => load.state.working).toBe(0)
  expect((await fetch(`${app.baseUrl}/front/minor`, { method: 'POST' })).status).toBe(200)
  load.stop()
})
