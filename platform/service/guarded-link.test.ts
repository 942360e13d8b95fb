import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { systemRandom } from '../clock/index.ts'
import {
  type CallOptions,
  type Client,
  command,
  contract,
  type Failure,
  failure,
  isFallback,
  job,
  query,
  settle,
} from '../contract/index.ts'
import { Breakers, Deadline } from '../resilience/index.ts'
import { manualClock } from '../testing/clock.ts'
import { AnswerNotes } from './answer-notes.ts'
import { bindClient } from './bindings.ts'
import type { Decision } from './decision.ts'
import type { Frame } from './frame.ts'
import { GuardedLink } from './guarded-link.ts'
import type { Link } from './link.ts'
import { type UsePolicy, use } from './use.ts'

const Input = z.object({ text: z.string() })
const Output = z.object({ text: z.string() })
const target = contract('target', {
  look: query({ auth: 'public', input: Input, output: Output }),
  change: command({ auth: 'public', input: Input, output: Output }),
  set: command({ auth: 'public', input: Input, output: Output, idempotent: true }),
  secret: command({ auth: 'public', input: Input, output: Output, unrecorded: true }),
  work: job({ auth: 'public', input: Input, output: Output }),
})

describe('retry', () => {
  test('repeats a query whose failure says that another try can help', async () => {
    const { client, calls, decisions } = setup({ fails: [failure('unavailable'), failure('downstreamFailed')] })
    expect(await client.look({ text: 'a' })).toEqual({ text: 'a' })
    expect(calls).toHaveLength(3)
    expect(decisions.map(({ what, reason }) => [what, reason])).toEqual([
      ['retried', 'unavailable'],
      ['retried', 'downstreamFailed'],
    ])
  })

  test.each([
    ['a query', 'look', {}, 3],
    ['an idempotent command', 'set', {}, 3],
    ['a command', 'change', {}, 1],
    ['a command with a key', 'change', { idempotencyKey: 'k' }, 3],
    ['a command that keeps no record, in spite of its key', 'secret', { idempotencyKey: 'k' }, 1],
    ['the submission of a job', 'work', {}, 1],
    ['the submission of a job with a key', 'work', { idempotencyKey: 'k' }, 3],
  ] as const)('%s is tried as often as is safe', async (_, operation, options, tries) => {
    const { client, calls } = setup({ always: failure('unavailable') })
    await expect(client[operation]({ text: 'a' }, options)).rejects.toMatchObject({ code: 'unavailable' })
    expect(calls).toHaveLength(tries)
  })

  test('leaves alone what another try cannot help', async () => {
    for (const final of [failure('notFound'), failure('internal'), failure('unavailable', { retry: false })]) {
      const { client, calls } = setup({ always: final })
      await expect(client.look({ text: 'a' })).rejects.toBe(final)
      expect(calls).toHaveLength(1)
    }
  })

  test('waits as long as the target asks for, but never beyond the deadline', async () => {
    const { client, calls, clock } = setup({ fails: [failure('limited', { retryAfter: 4_000 })] })
    const begun = clock.now()
    expect(await client.look({ text: 'a' })).toEqual({ text: 'a' })
    expect(clock.now() - begun).toBe(4_000)
    const tooLong = setup({ always: failure('limited', { retryAfter: 4_000 }) })
    await expect(tooLong.client.look({ text: 'a' }, { timeout: 3_000 })).rejects.toMatchObject({ code: 'limited' })
    expect(tooLong.calls).toHaveLength(1)
    expect(calls).toHaveLength(2)
  })

  test('gives all tries together the time of one call', async () => {
    const { client, calls } = setup({ always: failure('limited', { retryAfter: 400 }) })
    await expect(client.look({ text: 'a' }, { timeout: 1_000 })).rejects.toMatchObject({ code: 'limited' })
    expect(calls.map(({ timeout }) => timeout)).toEqual([1_000, 600, 200])
  })

  test("ends a wait at once when the caller gives up, with the caller's own reason", async () => {
    const gone = new Error('gone')
    const givesUp = new AbortController()
    const { client, calls } = setup({
      always: failure('limited', { retryAfter: 1_000 }),
      decided: ({ what }) => what === 'retried' && givesUp.abort(gone),
    })
    await expect(client.look({ text: 'a' }, { signal: givesUp.signal })).rejects.toBe(gone)
    expect(calls).toHaveLength(1)
  })

  test('adds at most a tenth to the calls of a target that is down, and ten', async () => {
    const { client, calls } = setup({
      always: failure('unavailable'),
      policy: { breaker: { failures: Number.POSITIVE_INFINITY } },
    })
    for (let i = 0; i < 1_000; i++) await settle(client.look({ text: 'a' }))
    expect(calls.length).toBeGreaterThan(1_090)
    expect(calls.length).toBeLessThanOrEqual(1_110)
  })
})

describe('breaker', () => {
  const policy: UsePolicy<typeof target> = { breaker: 'external', retry: { attempts: 1 } }

  test('refuses calls of a target that failed five times, and tells when to come back', async () => {
    const { client, calls, decisions, clock } = setup({ always: failure('downstreamFailed'), policy })
    for (let i = 0; i < 5; i++) await settle(client.look({ text: 'a' }))
    expect(await settle(client.look({ text: 'a' }))).toMatchObject({
      error: { code: 'unavailable', status: 503, retryAfter: 60_000 },
    })
    expect(calls).toHaveLength(5)
    expect(decisions.map(({ what, reason }) => [what, reason])).toEqual([
      ['opened', undefined],
      ['rejected', 'breaker'],
    ])
    clock.advance(60_000)
    await settle(client.look({ text: 'a' }))
    expect(calls).toHaveLength(6)
  })

  test('counts each try, and tries no more once it is open', async () => {
    const { client, calls } = setup({ always: failure('unavailable'), policy: { breaker: { failures: 2 } } })
    await expect(client.look({ text: 'a' })).rejects.toMatchObject({ detail: expect.stringContaining('OPEN') })
    expect(calls).toHaveLength(2)
  })

  test.each([
    ['an answer that the caller has to blame itself for', failure('invalid')],
    ['too many requests', failure('limited', { retry: false })],
    ['a target that is well but has too much to do', failure('unavailable', { overloaded: true, retry: false })],
  ])('does not open for %s', async (_, answer) => {
    const { client, calls } = setup({ always: answer, policy })
    for (let i = 0; i < 20; i++) await settle(client.look({ text: 'a' }))
    expect(calls).toHaveLength(20)
  })

  test('does not hold against the target that a caller gave up', async () => {
    const { client, calls, frame } = setup({ always: failure('deadlineExceeded'), policy })
    frame.deadline.cancel(new Error('gone'))
    for (let i = 0; i < 20; i++) await settle(client.look({ text: 'a' }))
    expect(calls).toHaveLength(20)
  })
})

describe('bulkhead', () => {
  test('lets as many calls out at once as it says, queues a few, and refuses the rest with a time to come back', async () => {
    const { client, calls, release, link } = setup({ held: true, policy: { bulkhead: { running: 2, waiting: 1 } } })
    const three = [1, 2, 3].map((n) => client.look({ text: String(n) }))
    expect(await settle(client.look({ text: '4' }))).toMatchObject({
      error: { code: 'unavailable', status: 503, retryAfter: 1_000, overloaded: true },
    })
    expect(calls).toHaveLength(2)
    expect(link.state.bulkhead).toEqual({ running: 2, waiting: 1, limit: 2 })
    release()
    expect(await Promise.all(three)).toHaveLength(3)
    expect(link.state.bulkhead).toEqual({ running: 0, waiting: 0, limit: 2 })
  })

  test('has its places back whatever happens', async () => {
    const { client, link } = setup({ fails: [failure('notFound'), failure('unavailable'), failure('internal')] })
    for (let i = 0; i < 3; i++) await settle(client.look({ text: 'a' }))
    expect(link.state.bulkhead).toMatchObject({ running: 0, waiting: 0 })
  })
})

describe('fallback', () => {
  const reduced = use(target, {
    retry: { attempts: 1 },
    fallback: { look: ({ text }, { code }) => ({ text: `instead of ${text}, ${code}` }) },
  }).policy as UsePolicy<typeof target>

  test('answers when the target does not, and says so to the caller, to the answer and to telemetry', async () => {
    const { client, frame, decisions } = setup({ always: failure('downstreamFailed'), policy: reduced })
    const answer = await client.look({ text: 'a' })
    expect(answer).toEqual({ text: 'instead of a, downstreamFailed' })
    expect(isFallback(answer)).toBe(true)
    expect(await settle(client.look({ text: 'b' }))).toMatchObject({ ok: true, fallback: true })
    expect(frame.notes).toEqual({ fallback: true })
    expect(decisions.map(({ what }) => what)).toEqual(['fellBack', 'fellBack'])
  })

  test('is not asked while the target answers', async () => {
    const { client, frame } = setup({ policy: reduced })
    expect(await settle(client.look({ text: 'a' }))).toEqual({ ok: true, value: { text: 'a' } })
    expect(frame.notes?.fallback).toBe(false)
  })

  test('answers for an open breaker, too', async () => {
    const { client, calls } = setup({
      always: failure('unavailable'),
      policy: { ...reduced, breaker: { failures: 1 } },
    })
    await client.look({ text: 'a' })
    expect(await client.look({ text: 'a' })).toEqual({ text: 'instead of a, unavailable' })
    expect(calls).toHaveLength(1)
  })

  test('does not stand in for an answer that is the caller’s own fault, nor for a caller who is gone', async () => {
    const { client } = setup({ always: failure('notFound'), policy: reduced })
    await expect(client.look({ text: 'a' })).rejects.toMatchObject({ code: 'notFound' })
    const gone = setup({ always: failure('unavailable'), policy: reduced })
    gone.frame.deadline.cancel(new Error('gone'))
    await expect(gone.client.look({ text: 'a' })).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('that is impossible leaves 503 with a time to come back', async () => {
    for (const look of [
      () => Promise.reject(new Error('nor this')),
      // What does not fit the contract is no answer either.
      () => ({ text: 1 }) as never,
    ]) {
      const { client, decisions } = setup({
        always: failure('downstreamFailed', 'no way'),
        policy: { retry: { attempts: 1 }, fallback: { look } },
      })
      expect(await settle(client.look({ text: 'a' }))).toMatchObject({
        error: { code: 'unavailable', status: 503, retry: true, retryAfter: 30_000, detail: 'no way' },
      })
      expect(decisions.map(({ what }) => what)).toEqual(['fallbackFailed'])
    }
  })

  test('to the last answer gives what the same user got for the same input, as long as it is worth something', async () => {
    const { client, clock, as, fail } = setup({
      policy: { retry: { attempts: 1 }, breaker: { failures: 99 }, fallback: { look: { lastAnswer: '1m' } } },
    })
    const fresh = await client.look({ text: 'a' })
    fail(failure('unavailable'))
    const stale = await client.look({ text: 'a' })
    expect(stale).toEqual({ text: 'a' })
    expect([isFallback(fresh), isFallback(stale)]).toEqual([false, true])
    expect(await settle(client.look({ text: 'b' }))).toMatchObject({ error: { status: 503 } })
    expect(await settle(as('somebody else').look({ text: 'a' }))).toMatchObject({ error: { status: 503 } })
    clock.advance(60_001)
    expect(await settle(client.look({ text: 'a' }))).toMatchObject({ error: { status: 503 } })
  })
})

interface Setup {
  /** Failures of the first calls, one each; later ones succeed. */
  readonly fails?: readonly Failure[]
  readonly always?: Failure
  /** Calls wait until they are released. */
  readonly held?: boolean
  readonly policy?: UsePolicy<typeof target>
  readonly decided?: (decision: Decision) => unknown
}

/** A target whose answers the test decides about, and a clock that jumps to the end of each wait. */
function setup({ fails = [], always, held = false, policy = {}, decided }: Setup) {
  const manual = manualClock()
  const clock = {
    ...manual,
    sleep: (ms: number, signal?: AbortSignal) => {
      const slept = manual.sleep(ms, signal)
      if (!signal?.aborted) manual.advance(ms)
      return slept
    },
  }
  const calls: { timeout: number | undefined }[] = []
  const decisions: Decision[] = []
  const gate = Promise.withResolvers<void>()
  let failing = always
  const raw: Link = {
    async call(_operation, input, _from, options?: CallOptions) {
      calls.push({ timeout: options?.timeout })
      if (held) await gate.promise
      const failed = failing ?? fails[calls.length - 1]
      if (failed) throw failed
      return input
    },
    stream: () => {
      throw new Error('not in this test')
    },
  }
  const observer = {
    decided: (decision: Decision) => {
      decisions.push(decision)
      decided?.(decision)
    },
  }
  const breakers = new Breakers(clock, (dependency, state) =>
    observer.decided({ what: state === 'open' ? 'opened' : state, service: 'caller', dependency }),
  )
  const link = new GuardedLink(raw, {
    service: 'caller',
    contract: target,
    policy: policy as unknown as UsePolicy<never>,
    breakers,
    clock,
    random: { ...systemRandom, next: () => 0.5 },
    observer,
    context: () => ({}) as never,
  })
  const frameOf = (id: string): Frame => ({
    caller: { user: { id, roles: [], session: 's' }, service: null },
    deadline: Deadline.in(clock, 10_000_000),
    requestId: 'r',
    trace: { traceId: '0', spanId: '0', sampled: false },
    idempotencyKey: undefined,
    ip: undefined,
    wait: undefined,
    notes: new AnswerNotes(),
  })
  const Bound = bindClient('caller', target, link)
  const as = (id: string) => new Bound(frameOf(id)) as Client<typeof target>
  const frame = frameOf('u1')
  const fail = (failed: Failure) => {
    failing = failed
  }
  return {
    link,
    calls,
    decisions,
    clock: manual,
    frame,
    as,
    fail,
    release: gate.resolve,
    client: new Bound(frame) as Client<typeof target>,
  }
}
