import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type FakeProvider, fakeProviders } from '../testing/providers.ts'
import { asking, good } from '../testing/question.ts'
import { NoAnswer } from './no-answer.ts'

describe.each(Object.entries(fakeProviders))('%s', (_, start) => {
  let server: FakeProvider
  beforeAll(async () => {
    server = await start()
  })
  afterEach(() => server.reset())
  afterAll(() => server[Symbol.asyncDispose]())
  const ask = (given?: object) => asking({ models: [server.model], env: server.env, ...given })

  test('gives a value of the schema, and its call goes on record with the usage that the provider reports', async () => {
    server.respond(good)
    const { calls, asked } = ask()
    const [provider = '', ...id] = server.model.split(':')
    expect(await asked).toEqual({ value: good, model: id.join(':') })
    expect(calls).toMatchObject([
      { model: { provider, id: id.join(':') }, usage: { outputTokens: 10, estimated: false }, fault: undefined },
    ])
    expect(calls[0]?.usage.inputTokens).toBeGreaterThan(5)
    expect(JSON.stringify(server.requests[0]?.body)).toMatch(/Be brief.*elephants|elephants.*Be brief/s)
    expect(JSON.stringify(server.requests[0]?.body)).toMatch(/"(max_tokens|max_completion_tokens|maxTokens)":500\b/)
  })

  test('answers in the form of the question, without being told what to say', async () => {
    expect((await ask().asked).value).toMatchObject({ title: expect.any(String), tags: expect.any(Array) })
  })

  test.each([
    ['429', { kind: 'status', status: 429 }, 'limited'],
    ['500', { kind: 'status', status: 500 }, 'unavailable'],
    ['503', { kind: 'status', status: 503 }, 'unavailable'],
    ['529', { kind: 'status', status: 529 }, 'unavailable'],
    ['a connection that is reset', { kind: 'reset' }, 'unreachable'],
    ['a stream that is cut', { kind: 'cut' }, 'garbled'],
    ['a stream that fails in the middle', { kind: 'midway' }, 'unavailable'],
    ['a stream that stalls', { kind: 'stall' }, 'tooSlow'],
    ['a body that is not of the protocol', { kind: 'malformedBody' }, 'garbled'],
    ['a page instead of an answer', { kind: 'wrongType' }, 'garbled'],
    ['a model that hangs', { kind: 'hang' }, 'tooSlow'],
    ['a model that drips', { kind: 'drip', every: 5 }, 'tooSlow'],
    ['headers that come too late', { kind: 'slowHeaders', delay: 1_000 }, 'tooSlow'],
    ['words that are no JSON', { kind: 'malformedAnswer' }, 'unusable'],
    ['JSON of another shape', { kind: 'breaksSchema' }, 'unusable'],
    ['an answer that is cut off', { kind: 'truncated' }, 'cutOff'],
  ] as const)('is asked again after %s', async (_, fault, kind) => {
    server.fail(fault)
    server.respond(good)
    const { asked, calls } = ask(kind === 'tooSlow' ? { idleTimeout: 500 } : {})
    expect((await asked).value).toEqual(good)
    expect([calls[0]?.fault?.kind, calls.at(-1)?.fault]).toEqual([kind, undefined])
    // A busy machine may be too slow as well.
    if (kind !== 'tooSlow') expect(calls).toHaveLength(2)
  })

  test('is asked again after as long as Retry-After says', async () => {
    server.fail({ kind: 'status', status: 429, retryAfter: 7 })
    server.respond(good)
    const { asked, waits } = ask()
    await asked
    expect(waits).toEqual([7_000])
  })

  test.each([400, 401, 403, 404])('is not asked again after %i', async (status) => {
    server.fail({ kind: 'status', status })
    await expect(ask().asked).rejects.toMatchObject({ refusals: [{ kind: 'refused', passing: false }] })
    expect(server.requests).toHaveLength(1)
  })

  test('has what it wrote in vain counted', async () => {
    server.fail({ kind: 'truncated' }, { times: 3 })
    const whole = ask()
    await expect(whole.asked).rejects.toThrow(NoAnswer)
    for (const { usage } of whole.calls) expect(usage).toMatchObject({ estimated: false })
    server.fail({ kind: 'midway' }, { times: 3 })
    const half = ask()
    await expect(half.asked).rejects.toThrow(NoAnswer)
    for (const { usage } of half.calls) {
      expect(usage.estimated).toBe(true)
      expect(Math.min(usage.inputTokens, usage.outputTokens)).toBeGreaterThan(0)
    }
  })

  test('is left alone after it kept failing', async () => {
    server.fail({ kind: 'status', status: 503 }, { times: 3 })
    const first = ask()
    await expect(first.asked).rejects.toThrow(NoAnswer)
    await expect(ask({ chain: first.chain }).asked).rejects.toMatchObject({ refusals: [{ kind: 'resting' }] })
    expect(server.requests).toHaveLength(3)
  })

  test('hears at once when nobody waits any longer', async () => {
    server.fail({ kind: 'hang' })
    const { asked, deadline } = ask()
    const request = await server.arrived(1)
    deadline.cancel(new Error('cancelled by its user'))
    await expect(asked).rejects.toThrow('cancelled by its user')
    expect(await request.ended).toBe('cut')
  })

  test('tells no key, prompt or answer in a log or an error', async () => {
    server.respond({ title: 'private words', tags: 'wrong' })
    server.fail({ kind: 'status', status: 401 })
    const { asked, lines } = ask()
    const error = await asked.catch((reason: unknown) => reason)
    const told = JSON.stringify([lines, error, String(error), Object.values(error as object)])
    expect(told).toContain('refused')
    expect(told).not.toMatch(/sk-|secret|elephants|private words/)
  })
})

describe('a chain of providers', () => {
  test('goes on with the next when a stream breaks in the middle, without asking the first again', async () => {
    await using first = await (fakeProviders.anthropic as Start)()
    await using second = await (fakeProviders.bedrock as Start)()
    const env = { ...first.env, ...second.env }
    for (const fault of ['cut', 'midway', 'stall'] as const) {
      first.reset()
      second.reset()
      first.fail({ kind: fault })
      second.respond(good)
      const seen: string[] = []
      const models = [first.model, second.model]
      const { asked, calls } = asking({ models, env, idleTimeout: 2_000, watch: (text: string) => seen.push(text) })
      expect((await asked).value).toEqual(good)
      expect([first.requests.length, second.requests.length]).toEqual([1, 1])
      expect(calls.map(({ model }) => model.provider)).toEqual(['anthropic', 'bedrock'])
      // What a watcher sees begins anew with the next provider.
      expect(seen.filter((text) => text.length <= 24).length).toBeGreaterThanOrEqual(2)
      expect(seen.at(-1)).toBe(JSON.stringify(good))
    }
  })

  test('asks the first again where the next is resting, or is only the offline model', async () => {
    await using first = await (fakeProviders.openai as Start)()
    first.fail({ kind: 'cut' })
    first.respond(good)
    const { asked } = asking({ models: [first.model, 'offline'], env: first.env })
    expect((await asked).value).toEqual(good)
    expect(first.requests).toHaveLength(2)
  })

  test('leaves alone the provider that keeps failing, and asks the other at once', async () => {
    await using first = await (fakeProviders.bedrock as Start)()
    await using second = await (fakeProviders.anthropic as Start)()
    const setup = { models: [first.model, second.model], env: { ...first.env, ...second.env } }
    first.fail({ kind: 'status', status: 503 }, { times: 3 })
    const { asked, chain } = asking(setup)
    await asked
    expect(chain.map(({ remote }) => remote?.breaker.state)).toEqual(['open', 'closed'])
    await asking({ ...setup, chain }).asked
    expect([first.requests.length, second.requests.length]).toEqual([3, 2])
  })
})

type Start = () => Promise<FakeProvider>
