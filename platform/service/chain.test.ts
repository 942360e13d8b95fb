import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { systemClock, systemRandom } from '../clock/index.ts'
import { Secret } from '../config/index.ts'
import { contract, failure, query } from '../contract/index.ts'
import { createDurable } from '../durable/index.ts'
import { serviceHost } from '../hosts/node/index.ts'
import { createServiceTokens } from '../identity/index.ts'
import { Deadline } from '../resilience/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { AnswerNotes } from './answer-notes.ts'
import type { Frame } from './frame.ts'
import { httpLink } from './http-link.ts'
import type { Link } from './link.ts'
import { silent } from './observer.ts'
import { openRuntime } from './runtime.ts'
import { type Service, service } from './service.ts'
import { use } from './use.ts'

const none = z.object({})
const operations = (name: string) => ({
  waits: query({ http: `GET /${name}/waits`, auth: 'public', input: none, output: z.string() }),
  fails: query({ http: `GET /${name}/fails`, auth: 'public', input: none, output: z.string() }),
})
const top = contract('top', operations('top'))
const middle = contract('middle', operations('middle'))
const bottom = contract('bottom', operations('bottom'))

let reached = Promise.withResolvers<void>()
/** When the deepest handler learnt that nobody waits for it any more. */
let stopped = Promise.withResolvers<number>()
const services: Service[] = [
  service(bottom, {
    handle: {
      waits: (_, { signal }) => {
        reached.resolve()
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            stopped.resolve(systemClock.monotonic())
            reject(signal.reason)
          })
        })
      },
      fails: () => {
        throw failure('unavailable')
      },
    },
  }),
  service(middle, {
    uses: { bottom: use(bottom, { retry: { attempts: 1 }, fallback: { fails: () => 'from the middle' } }) },
    handle: {
      waits: (_, { call }) => call.bottom.waits({}),
      fails: (_, { call }) => call.bottom.fails({}),
    },
  }),
  service(top, {
    uses: { middle },
    handle: {
      waits: (_, { call }) => call.middle.waits({}),
      fails: (_, { call }) => call.middle.fails({}),
    },
  }),
]

const log = pino({ level: 'silent' })
const common = { clock: systemClock, random: systemRandom, log, observer: silent, config: () => ({}), strict: true }
const tokens = createServiceTokens({ secret: new Secret('a secret that only this test knows'), clock: systemClock })
const closing: (() => Promise<void>)[] = []
let database: TestDatabase
const links: Partial<Record<'in one process' | 'over HTTP', Link>> = {}

/** A place with some of the services; the others are where `remote` says. Gives the link to it over HTTP. */
async function place(own: readonly Service[], remote: ReadonlyMap<string, Link>) {
  const { clock, random } = common
  const durable = createDurable({ database, worker: 'chain', clock, random, log })
  const runtime = await openRuntime({ services: own, remote, database, durable, ...common })
  const host = serviceHost({ plans: [...runtime.plans.values()], verifyServiceToken: tokens.verify, ...common })
  const { port } = await host.listen(0, '127.0.0.1')
  closing.push(() => runtime.close())
  closing.push(() => host.drain(0))
  const linkTo = (called: typeof top | typeof middle | typeof bottom) => {
    const link = httpLink({
      contract: called,
      origins: [`http://127.0.0.1:${port}`],
      mint: (from, to, caller) => tokens.mint({ from, to, caller }),
      connections: 4,
      strict: true,
    })
    closing.push(() => link.close())
    return link
  }
  return { runtime, linkTo }
}

beforeAll(async () => {
  database = await testDatabase()
  const whole = await place(services, new Map())
  links['in one process'] = whole.runtime.link('top')
  const [deepest, between, highest] = services.map((one) => [one])
  const third = await place(deepest ?? [], new Map())
  const second = await place(between ?? [], new Map([['bottom', third.linkTo(bottom)]]))
  const first = await place(highest ?? [], new Map([['middle', second.linkTo(middle)]]))
  links['over HTTP'] = first.linkTo(top)
})
afterAll(async () => {
  for (const close of closing.toReversed()) await close()
  await database.close()
})

describe.each(['in one process', 'over HTTP'] as const)('a call through three services %s', (where) => {
  const call = (operation: string, frame: Frame, signal?: AbortSignal) =>
    (links[where] as Link).call(operation, {}, { service: 'test', frame }, signal ? { signal } : {})
  const frameOf = (): Frame => ({
    caller: { user: null, service: null },
    deadline: Deadline.in(systemClock, 5_000),
    requestId: 'request-1',
    trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true },
    idempotencyKey: undefined,
    ip: undefined,
    wait: undefined,
    notes: new AnswerNotes(),
  })

  it('ends at the deepest within 50 ms when the outermost caller gives up', async () => {
    const took: number[] = []
    // Some tries: what else this machine does at the moment is not what is measured.
    for (let i = 0; i < 5; i++) {
      reached = Promise.withResolvers()
      stopped = Promise.withResolvers()
      const givesUp = new AbortController()
      const answer = call('waits', frameOf(), givesUp.signal)
      answer.catch(() => undefined)
      await reached.promise
      const at = systemClock.monotonic()
      givesUp.abort(failure('deadlineExceeded', 'gone'))
      await expect(answer).rejects.toBeDefined()
      took.push((await stopped.promise) - at)
    }
    expect(Math.min(...took)).toBeLessThan(50)
  })

  it('tells the outermost that something below is a fallback', async () => {
    const frame = frameOf()
    expect(await call('fails', frame)).toBe('from the middle')
    expect(frame.notes).toEqual({ fallback: true })
  })
})
