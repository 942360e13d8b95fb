import { type Clock, systemClock } from 'banyan/clock'
import { type FakeOpenAI, startFakeOpenAI } from 'banyan/testing/openai/server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { asking, good } from '../testing/question.ts'
import { NoAnswer } from './no-answer.ts'

const KEY = 'sk-very-secret'

let openai: FakeOpenAI
beforeAll(async () => {
  openai = await startFakeOpenAI({ port: 0 })
})
afterEach(() => openai.reset())
afterAll(() => openai.close())

describe('a model that answers', () => {
  test('is asked with the key, the schema without bounds, and the prompt', async () => {
    openai.respond(good)
    await setup().asked
    const [request] = openai.requests
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(request?.body).toMatchObject({
      model: 'small',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'A private prompt about elephants' },
      ],
      response_format: {
        json_schema: {
          name: 'answer',
          strict: true,
          schema: { required: ['title', 'tags'], additionalProperties: false },
        },
      },
    })
    expect(JSON.stringify(request?.body)).not.toMatch(/minLength|maxLength|minItems/)
  })

  test('has what a database cannot store taken out of its words', async () => {
    openai.respond({ title: 'nul \0 and half \ud83d', tags: ['fine'] })
    expect((await setup().asked).value.title).toBe('nul  and half \ufffd')
  })
})

describe('what is worth another try', () => {
  test.each([
    ['seconds', () => 7, 7_000, 7_000],
    ['a date', () => new Date(Date.now() + 9_000), 7_900, 9_000],
  ])('after as long as Retry-After says in %s', async (_, retryAfter, least, most) => {
    openai.fail({ kind: 'status', status: 429, retryAfter: retryAfter() })
    openai.respond(good)
    const { asked, waits } = setup()
    await asked
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThan(least - 1)
    expect(waits[0]).toBeLessThan(most + 1)
  })

  test('but not beyond the deadline', async () => {
    openai.fail({ kind: 'status', status: 429, retryAfter: 120 })
    const { asked, waits } = setup()
    await expect(asked).rejects.toMatchObject({ refusals: [{ kind: 'limited', passing: true, retryAfter: 120_000 }] })
    expect(waits).toEqual([])
  })

  test('and not more often than the policy says', async () => {
    openai.fail({ kind: 'status', status: 500 }, { times: 9 })
    await expect(setup().asked).rejects.toThrow('openai:small reports an error of its own (500)')
    expect(openai.requests).toHaveLength(3)
  })
})

describe('an answer of another form', () => {
  test('is asked for again with what is wrong with it', async () => {
    openai.respond({ title: 'x', tags: ['fine'] })
    openai.respond(good)
    await setup().asked
    const [, rejected, complaint] = openai.requests[1]?.body?.messages.slice(-3) ?? []
    expect(rejected).toEqual({ role: 'assistant', content: '{"title":"x","tags":["fine"]}' })
    expect(complaint?.content).toMatch(/cannot be used.*expected string to have >=3 characters.*title/s)
  })

  test('is paid for each time it comes', async () => {
    openai.fail({ kind: 'breaksSchema' }, { times: 3 })
    const { asked, calls } = setup()
    await expect(asked).rejects.toMatchObject({ refusals: [{ kind: 'unusable' }] })
    expect(calls).toHaveLength(3)
    for (const { usage } of calls) expect(usage).toMatchObject({ outputTokens: 5, estimated: false })
  })

  test('is never mended when it was cut off, not even where it happens to be valid', async () => {
    openai.fail({ kind: 'truncated', said: JSON.stringify(good) }, { times: 3 })
    const { asked, calls } = setup()
    await expect(asked).rejects.toMatchObject({ refusals: [{ kind: 'cutOff' }] })
    expect(calls.every(({ usage }) => usage.outputTokens > 0 && !usage.estimated)).toBe(true)
    // What it wrote is not shown to the model, which would go on from it.
    expect(openai.requests[1]?.body?.messages).toHaveLength(2)
    expect(openai.requests[1]?.body?.messages[1]?.content).toContain('cut off at the length limit')
  })
})

describe('what a failed call costs', () => {
  test.each([
    ['nothing when it was not accepted', { kind: 'status', status: 500 }, { inputTokens: 0, outputTokens: 0 }],
    ['nothing when there was no answer at all', { kind: 'hang' }, { inputTokens: 0, outputTokens: 0 }],
  ] as const)('%s', async (_, fault, usage) => {
    openai.fail(fault, { times: 3 })
    const { asked, calls } = setup({ idleTimeout: 100 })
    await expect(asked).rejects.toThrow(NoAnswer)
    expect(calls[0]?.usage).toEqual({ ...usage, estimated: false })
  })

  test('an estimate when the answer broke off before its usage', async () => {
    openai.fail({ kind: 'cut' }, { times: 3 })
    const { asked, calls } = setup()
    await expect(asked).rejects.toThrow(NoAnswer)
    expect(calls[0]?.usage).toMatchObject({ estimated: true })
    expect(calls[0]?.usage.inputTokens).toBeGreaterThan(5)
    expect(calls[0]?.usage.outputTokens).toBeGreaterThan(0)
  })
})

describe('the chain', () => {
  test.each([400, 401, 403, 404])('%i is final for a model: the next is asked at once', async (status) => {
    openai.fail({ kind: 'status', status }, { when: ({ model }) => model === 'first' })
    openai.respond(good)
    const { asked, waits } = setup({ models: ['openai:first', 'openai:second'] })
    expect((await asked).model).toBe('second')
    expect(openai.requests.map(({ body }) => body?.model)).toEqual(['first', 'second'])
    expect(waits).toEqual([])
  })

  test('goes on to another provider when one cannot be reached', async () => {
    const other = await startFakeOpenAI({ port: 0 })
    other.respond(good)
    const settings = { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', OLLAMA_BASE_URL: other.url }
    const { asked, calls } = setup({ models: ['openai:small', 'ollama:llama3.2:3b'], settings })
    expect(await asked).toEqual({ value: good, model: 'llama3.2:3b' })
    expect(calls.map(({ fault }) => fault?.kind)).toEqual(['unreachable', 'unreachable', 'unreachable', undefined])
    expect(other.requests[0]?.headers.authorization).toBeUndefined()
    await other.close()
  })

  test('asks the next model rather than wait long for one', async () => {
    openai.fail({ kind: 'status', status: 429, retryAfter: 30 })
    openai.respond(good)
    const { asked, waits } = setup({ models: ['openai:first', 'openai:second'] })
    expect((await asked).model).toBe('second')
    expect(waits).toEqual([])
  })

  test('leaves a model alone for as long as it asked for, if there is another', async () => {
    openai.fail({ kind: 'status', status: 429, retryAfter: 30 })
    for (let n = 0; n < 3; n++) openai.respond(good)
    let skipped = 0
    const clock: Clock = { ...systemClock, now: () => systemClock.now() + skipped }
    const models = ['openai:first', 'openai:second']
    const { asked, chain } = setup({ models, clock })
    expect((await asked).model).toBe('second')
    expect((await setup({ chain, clock }).asked).model).toBe('second')
    skipped = 30_000
    expect((await setup({ chain, clock }).asked).model).toBe('first')
    expect(openai.requests.map(({ body }) => body?.model)).toEqual(['first', 'second', 'second', 'first'])
  })

  test('ends with the offline model only where it is named', async () => {
    openai.fail({ kind: 'status', status: 401 }, { times: 2 })
    await expect(setup().asked).rejects.toMatchObject({ refusals: [{ kind: 'refused', passing: false }] })
    const { asked, calls } = setup({ models: ['openai:small', 'offline'] })
    expect(await asked).toEqual({ value: { title: 'offline title', tags: ['offline'] }, model: 'offline' })
    expect(calls.at(-1)).toMatchObject({ model: { provider: 'offline' }, usage: { inputTokens: 0, outputTokens: 0 } })
  })

  test('does not bother a model that keeps failing, until its pause is over', async () => {
    openai.fail({ kind: 'status', status: 500 }, { times: 3 })
    let skipped = 0
    const clock: Clock = { ...systemClock, monotonic: () => systemClock.monotonic() + skipped }
    const first = setup({ clock })
    await expect(first.asked).rejects.toThrow(NoAnswer)
    const refused = setup({ clock, chain: first.chain }).asked
    await expect(refused).rejects.toMatchObject({ refusals: [{ kind: 'resting', passing: true }] })
    expect(openai.requests).toHaveLength(3)
    skipped = 30_000
    openai.respond(good)
    expect((await setup({ clock, chain: first.chain }).asked).value).toEqual(good)
  })
})

/** Asks a model of OpenAI at once. */
const setup = ({ models = ['openai:small'], settings = {}, ...changes }: Setup = {}) =>
  asking({ models, env: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: openai.url, ...settings }, ...changes })

interface Setup extends NonNullable<Parameters<typeof asking>[0]> {
  readonly settings?: Readonly<Record<string, string>>
}
