import { type Clock, systemClock, systemRandom } from 'banyan/clock'
import { systemFetch } from 'banyan/network'
import { Breakers, presets } from 'banyan/resilience'
import { startFakeBrave } from 'banyan/testing/brave/server'
import { type TestDatabase, testDatabase } from 'banyan/testing/database'
import { type FakeTavily, startFakeTavily } from 'banyan/testing/tavily/server'
import type { Kysely } from 'kysely'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SearchProvider, WebRequest } from '../provider/provider.ts'
import { store, type Tables } from '../store/tables.ts'
import { brave } from './brave.ts'
import { chainOf } from './chain.ts'
import type { Engine } from './engine.ts'
import { EngineFault, NoAnswer } from './fault.ts'
import { Outside } from './outside.ts'
import { tavily } from './tavily.ts'
import { Turns } from './turns.ts'

const KEY = 'tvly-very-secret'
const request: WebRequest = {
  query: 'elephants at home',
  maxResults: 5,
  depth: 'basic',
  include: [],
  exclude: [],
  reader: 'ann',
}

let engine: FakeTavily
let database: TestDatabase
let db: Kysely<Tables>
beforeAll(async () => {
  engine = await startFakeTavily({ port: 0, apiKey: KEY })
  database = await testDatabase()
  db = (await database.open('search', store)).db
})
beforeEach(() => db.deleteFrom('engine_use').execute())
afterEach(() => engine.reset())
afterAll(async () => {
  await engine.close()
  await database.close()
})

interface Set {
  readonly engines?: readonly Engine[]
  /** Milliseconds: for one call, and for everything. */
  readonly timeout?: number
  readonly patience?: number
  readonly clock?: Clock
  readonly perMonth?: number
}

/** Engines as the service has them, on a clock that notes the waits and does not wait. */
function setUp({ engines, timeout = 400, patience = 25_000, clock = systemClock, perMonth }: Set = {}) {
  const waits: number[] = []
  const lines: string[] = []
  let slept = 0
  const hurried: Clock = {
    ...clock,
    now: () => clock.now() + slept,
    monotonic: () => clock.monotonic() + slept,
    async sleep(ms) {
      waits.push(ms)
      slept += ms
    },
  }
  const log = pino({}, { write: (line: string) => lines.push(line) })
  const breakers = new Breakers(hurried)
  const outside = (engines ?? [tavily({ baseUrl: engine.url, key: KEY })]).map(
    (each) =>
      new Outside({
        engine: each,
        quota: { interval: 0, perMonth },
        turns: new Turns(db, hurried),
        breaker: breakers.named(each.name, presets.coagent.breaker, (error) =>
          error instanceof EngineFault ? error.verdict : 'nothing',
        ),
        fetch: systemFetch,
        clock: hurried,
        random: systemRandom,
        log,
        timeout,
      }),
  )
  const provider: SearchProvider = chainOf(outside, { clock: hurried, log, patience })
  const web = (more: Partial<WebRequest> = {}, signal = new AbortController().signal) =>
    provider.web({ ...request, ...more }, signal)
  return { provider, web, waits, lines, outside }
}

const kinds = async (answer: Promise<unknown>) => {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(NoAnswer)
  return (error as NoAnswer).faults.map(({ kind }) => kind)
}

test('an engine is asked with its key, and what it found comes back in the one form', async () => {
  const { results, total } = await setUp().web({ query: 'agent home' })
  expect(total).toBe(results.length)
  expect(results[0]).toEqual({
    title: 'Selling a home in spring',
    url: 'https://homes.example/guides/spring',
    snippet: 'How agents prepare a home for the spring market.',
  })
  expect(engine.requests[0]?.headers).toMatchObject({
    authorization: `Bearer ${KEY}`,
    'content-type': 'application/json',
  })
})

describe('what is worth another try', () => {
  test.each([
    ['429', { kind: 'status', status: 429 }],
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['a request timeout', { kind: 'status', status: 408 }],
    ['a connection that is reset', { kind: 'reset' }],
    ['an answer that is cut', { kind: 'cut' }],
    ['an answer that stops in the middle', { kind: 'stall' }],
    ['a body that is no JSON', { kind: 'malformedBody' }],
    ['a page instead of an answer', { kind: 'wrongType' }],
    ['an answer of another form', { kind: 'breaksSchema' }],
    ['an engine that hangs', { kind: 'hang' }],
    ['an engine that drips', { kind: 'drip', every: 5 }],
    ['headers that come too late', { kind: 'slowHeaders', delay: 2_000 }],
  ] as const)('%s', async (_, fault) => {
    engine.fail(fault)
    const { web, waits } = setUp()
    expect((await web()).results).not.toEqual([])
    expect(engine.requests).toHaveLength(2)
    // 100 ms, less what chance takes off.
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThanOrEqual(50)
    expect(waits[0]).toBeLessThanOrEqual(100)
  })

  test('three times, with waits that double', async () => {
    engine.fail({ kind: 'status', status: 503 }, { times: 9 })
    const { web, waits } = setUp()
    expect(await kinds(web())).toEqual(['unavailable'])
    expect(engine.requests).toHaveLength(3)
    expect(waits[1]).toBeGreaterThanOrEqual(100)
    expect(waits[1]).toBeLessThanOrEqual(200)
  })

  test.each([
    ['seconds', () => 3, 3_000],
    ['a date', () => new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 3_000), 3_000],
  ])('after as long as Retry-After says in %s', async (_, retryAfter, least) => {
    engine.fail({ kind: 'status', status: 429, retryAfter: retryAfter() })
    const { web, waits } = setUp()
    await web()
    expect(Math.max(...waits)).toBeGreaterThan(least - 1_100)
    expect(Math.max(...waits)).toBeLessThanOrEqual(least + 1_000)
  })

  test("after as long as Brave's own headers say", async () => {
    await using other = await startFakeBrave({ port: 0 })
    other.fail({ kind: 'status', status: 429 })
    const { web, waits } = setUp({ engines: [brave({ baseUrl: other.url, key: 'k' })] })
    await web()
    // The limit of a second is used up, that of the month is not.
    expect(Math.max(...waits)).toBe(1_000)
  })

  test('but not beyond the time there is', async () => {
    engine.fail({ kind: 'status', status: 429, retryAfter: 60 })
    const { web, waits } = setUp()
    const error = await web().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ overused: true, retryAfter: 60_000 })
    expect(waits).toEqual([])
  })

  test('and nobody else asks meanwhile', async () => {
    engine.fail({ kind: 'status', status: 429, retryAfter: 60 })
    const [one, two] = [setUp(), setUp()]
    expect(await kinds(one.web())).toEqual(['limited'])
    expect(await kinds(two.web())).toEqual(['busy'])
    expect(engine.requests).toHaveLength(1)
  })
})

test.each([400, 401, 403, 404, 422])('%i is final', async (status) => {
  engine.fail({ kind: 'status', status }, { times: 9 })
  expect(await kinds(setUp().web())).toEqual(['refused'])
  expect(engine.requests).toHaveLength(1)
})

test.each([402, 432, 433])('%i says that a plan is used up, and is final', async (status) => {
  engine.fail({ kind: 'status', status }, { times: 9 })
  const error = await setUp()
    .web()
    .catch((reason: unknown) => reason)
  expect(error).toMatchObject({ faults: [{ kind: 'spent', status }], overused: true })
  expect(engine.requests).toHaveLength(1)
})

test('where an engine sends us elsewhere, the key is not sent after it', async () => {
  await using elsewhere = await startFakeTavily({ port: 0 })
  engine.fail({ kind: 'status', status: 307 })
  expect(await kinds(setUp().web())).toEqual(['refused'])
  expect(elsewhere.requests).toEqual([])
})

test('an answer without an end is cut off', async () => {
  engine.respond({ results: [{ title: 'x'.repeat(3_000_000) }] }, { times: 9 })
  expect(await kinds(setUp({ timeout: 5_000 }).web())).toEqual(['garbled'])
})

describe('the breaker of an engine', () => {
  test('opens at five failures, refuses without asking, and closes after two successes', async () => {
    let skipped = 0
    const clock: Clock = { ...systemClock, monotonic: () => systemClock.monotonic() + skipped }
    const { web, outside } = setUp({ clock })
    engine.fail({ kind: 'status', status: 500 }, { times: 5 })
    expect(await kinds(web())).toEqual(['unavailable'])
    expect(await kinds(web())).toEqual(['resting'])
    expect(engine.requests).toHaveLength(5)
    expect(outside[0]?.breaker.state).toBe('open')
    expect(await kinds(web())).toEqual(['resting'])
    expect(engine.requests).toHaveLength(5)
    skipped = 60_000
    await web()
    expect(outside[0]?.breaker.state).toBe('halfOpen')
    await web()
    expect(outside[0]?.breaker.state).toBe('closed')
  })

  test('is not opened by what an engine refuses, nor by its limits', async () => {
    const { web, outside } = setUp()
    for (const status of [401, 401, 401, 400, 404, 422, 432]) engine.fail({ kind: 'status', status })
    for (let n = 0; n < 7; n++) await kinds(web())
    engine.fail({ kind: 'status', status: 429 }, { times: 9 })
    for (let n = 0; n < 3; n++) await kinds(web())
    expect(outside[0]?.breaker.state).toBe('closed')
    expect(outside[0]?.last?.fault).toBe('limited')
  })
})

describe('a chain', () => {
  test('asks the next engine when one gives no answer, and each has a breaker of its own', async () => {
    await using other = await startFakeBrave({ port: 0 })
    const engines = [tavily({ baseUrl: engine.url, key: KEY }), brave({ baseUrl: other.url, key: 'k' })]
    const { web, outside, lines } = setUp({ engines })
    engine.fail({ kind: 'status', status: 500 }, { times: 9 })
    const { results } = await web({ query: 'honey' })
    expect(results[0]).toMatchObject({ url: 'https://bees.example/start', publishedDate: '2025-06-30' })
    await web()
    expect(outside.map(({ breaker }) => breaker.state)).toEqual(['open', 'closed'])
    expect([engine.requests.length, other.requests.length]).toEqual([5, 2])
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { engine: 'tavily', fault: 'unavailable', status: 500 },
      { engine: 'tavily', fault: 'resting' },
    ])
  })

  test('rather asks the next engine than wait for one that says when', async () => {
    await using other = await startFakeBrave({ port: 0 })
    const engines = [tavily({ baseUrl: engine.url, key: KEY }), brave({ baseUrl: other.url, key: 'k' })]
    const { web, waits } = setUp({ engines })
    engine.fail({ kind: 'status', status: 429, retryAfter: 1 })
    await web()
    expect([engine.requests.length, other.requests.length, waits.length]).toEqual([1, 1, 0])
  })

  test('leaves time for those that come after one that hangs', async () => {
    await using other = await startFakeBrave({ port: 0 })
    const engines = [tavily({ baseUrl: engine.url, key: KEY }), brave({ baseUrl: other.url, key: 'k' })]
    engine.fail({ kind: 'hang' }, { times: 9 })
    const { web } = setUp({ engines, timeout: 60_000, patience: 1_000 })
    expect((await web()).results).not.toEqual([])
  })

  test('that has found nothing has answered', async () => {
    await using other = await startFakeBrave({ port: 0 })
    const engines = [tavily({ baseUrl: engine.url, key: KEY }), brave({ baseUrl: other.url, key: 'k' })]
    expect(await setUp({ engines }).web({ query: 'xylophones' })).toEqual({ results: [], total: 0 })
    expect(other.requests).toEqual([])
  })

  test('without any answer tells what each one said', async () => {
    const engines = [tavily({ baseUrl: engine.url, key: 'wrong' }), brave({ baseUrl: 'http://127.0.0.1:1', key: 'k' })]
    await expect(setUp({ engines }).web()).rejects.toThrow('tavily refuses the request (401); brave cannot be reached')
  })
})

test('an engine is left at once when nobody waits any longer, and that says nothing of it', async () => {
  engine.fail({ kind: 'hang' })
  const { web, outside } = setUp({ timeout: 60_000 })
  const caller = new AbortController()
  const asked = web({}, caller.signal)
  const arrived = await engine.arrived(1)
  caller.abort(new Error('gone'))
  await expect(asked).rejects.toThrow('gone')
  expect(await arrived.ended).toBe('cut')
  expect(outside[0]?.last).toBeUndefined()
})

test('neither key nor query reaches the log or the error', async () => {
  await using other = await startFakeBrave({ port: 0 })
  const engines = [tavily({ baseUrl: engine.url, key: KEY }), brave({ baseUrl: other.url, key: 'very-secret-too' })]
  engine.fail({ kind: 'status', status: 401 })
  other.fail({ kind: 'reset' }, { times: 9 })
  const { web, lines } = setUp({ engines })
  const error = await web({ query: 'my private question' }).catch((reason: unknown) => reason)
  const told = [...lines, String(error), JSON.stringify(error), String((error as Error).stack)].join('')
  expect(lines).toHaveLength(2)
  expect(told).not.toMatch(/secret|private/)
})
