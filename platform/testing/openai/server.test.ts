import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '../model-server/fault.ts'
import { type FakeOpenAI, startFakeOpenAI } from './server.ts'

const schema = {
  type: 'object',
  properties: {
    title: { type: 'string', maxLength: 20 },
    tags: { type: 'array', items: { type: 'string' }, minItems: 2 },
  },
}
const question = {
  model: 'fake-model',
  messages: [{ role: 'user', content: 'Hello' }],
  response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } },
}
const streamed = { ...question, stream: true, stream_options: { include_usage: true } }

let openai: FakeOpenAI
beforeAll(async () => {
  openai = await startFakeOpenAI({ port: 0 })
})
afterEach(() => openai.reset())
afterAll(() => openai.close())

describe('fake OpenAI server', () => {
  test('answers with a sample of the schema and its usage', async () => {
    const body = await (await ask(question)).json()
    const said = JSON.parse(body.choices[0].message.content)
    expect(said.title.length).toBeLessThanOrEqual(20)
    expect(said.tags.length).toBeGreaterThanOrEqual(2)
    expect(body.choices[0].finish_reason).toBe('stop')
    expect(body.usage.total_tokens).toBe(body.usage.prompt_tokens + body.usage.completion_tokens)
    expect(body.usage.completion_tokens).toBeGreaterThan(0)
  })

  test('streams the same answer in pieces, the usage in the last', async () => {
    openai.respond('one two three four five six seven eight nine ten')
    const events = eventsOf(await (await ask(streamed)).text())
    expect(events.at(-1)).toBe('[DONE]')
    const chunks = events.slice(0, -1).map((data) => JSON.parse(data))
    const words = chunks.map(({ choices }) => choices[0]?.delta.content ?? '')
    expect(words.filter(Boolean).length).toBeGreaterThan(1)
    expect(words.join('')).toBe('one two three four five six seven eight nine ten')
    expect(chunks.at(-1).usage.completion_tokens).toBe(12)
  })

  test('follows its instructions in order, by request and as often as told', async () => {
    openai.respond({ a: 1 }, { when: ({ model }) => model === 'special' })
    openai.respond(({ messages }) => `heard ${messages.length}`, { times: 2 })
    const said = [await words(question), await words({ ...question, model: 'special' }), await words(question)]
    expect(said).toEqual(['heard 1', '{"a":1}', 'heard 1'])
    expect(await words(question)).toContain('title')
  })

  test('lists its models, and knows no others when they are given', async () => {
    const strict = await startFakeOpenAI({ port: 0, models: ['small'], apiKey: 'right' })
    const headers = { authorization: 'Bearer right' }
    const { data } = await (await fetch(`${strict.url}/models`, { headers })).json()
    expect(data).toMatchObject([{ id: 'small' }])
    expect((await fetch(`${strict.url}/models`)).status).toBe(401)
    const unknown = await fetch(`${strict.url}/chat/completions`, {
      method: 'POST',
      headers,
      body: JSON.stringify(question),
    })
    expect(unknown.status).toBe(404)
    await strict.close()
  })

  test('records what was sent', async () => {
    await ask(question)
    expect(openai.requests).toHaveLength(1)
    expect(openai.requests[0]).toMatchObject({ method: 'POST', path: '/v1/chat/completions', body: question })
    expect(await openai.requests[0]?.ended).toBe('answered')
  })
})

describe('faults', () => {
  test.each([
    [3, /^3$/],
    [new Date(Date.UTC(2030, 0, 1)), /^Tue, 01 Jan 2030 00:00:00 GMT$/],
  ])('429 asks to wait %s', async (retryAfter, header) => {
    openai.fail({ kind: 'status', status: 429, retryAfter })
    const response = await ask(question)
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toMatch(header)
    expect(await response.json()).toMatchObject({ error: { type: 'rate_limit_exceeded' } })
  })

  test.each([500, 503])('%i is an error of the server', async (status) => {
    openai.fail({ kind: 'status', status })
    const response = await ask(question)
    expect([response.status, (await response.json()).error.type]).toEqual([status, 'server_error'])
  })

  test('hang accepts and never answers, until the caller gives up', async () => {
    openai.fail({ kind: 'hang' })
    const caller = new AbortController()
    const waiting = ask(question, caller.signal)
    const request = await openai.arrived(1)
    caller.abort()
    await expect(waiting).rejects.toThrow()
    expect(await request.ended).toBe('cut')
  })

  test('drip sends the right answer a byte at a time', async () => {
    openai.fail({ kind: 'drip', every: 0 })
    const response = await ask({ model: 'fake-model', messages: [] })
    const sizes: number[] = []
    let text = ''
    for await (const bytes of response.body ?? []) {
      sizes.push(bytes.length)
      text += Buffer.from(bytes).toString('latin1')
    }
    expect(sizes.length).toBeGreaterThan(100)
    expect(JSON.parse(text).choices[0].finish_reason).toBe('stop')
  })

  test.each([question, streamed])('cut ends the connection in the middle of the answer', async (body) => {
    openai.fail({ kind: 'cut' })
    const response = await ask(body)
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
    expect(await openai.requests[0]?.ended).toBe('cut')
  })

  test('reset ends the connection before the answer', async () => {
    openai.fail({ kind: 'reset' })
    await expect(ask(question)).rejects.toThrow()
  })

  test('malformedBody is no JSON', async () => {
    openai.fail({ kind: 'malformedBody' })
    await expect((await ask(question)).json()).rejects.toThrow()
    openai.fail({ kind: 'malformedBody' })
    const [data] = eventsOf(await (await ask(streamed)).text())
    expect(() => JSON.parse(data as string)).toThrow()
  })

  test.each<[Fault, string]>([
    [{ kind: 'malformedAnswer' }, 'stop'],
    [{ kind: 'truncated' }, 'length'],
  ])('%o ends the words of the model in the middle', async (fault, finish) => {
    openai.fail(fault)
    const body = await (await ask(question)).json()
    expect(body.choices[0].finish_reason).toBe(finish)
    expect(() => JSON.parse(body.choices[0].message.content)).toThrow()
  })

  test('breaksSchema says JSON of another shape', async () => {
    openai.fail({ kind: 'breaksSchema' })
    expect(JSON.parse(await words(question))).not.toHaveProperty('title')
  })

  test('wrongType answers with a page', async () => {
    openai.fail({ kind: 'wrongType' })
    const response = await ask(streamed)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html'])
  })

  test('slowHeaders answers rightly after a while', async () => {
    openai.fail({ kind: 'slowHeaders', delay: 30 })
    const began = performance.now()
    expect(await words(question)).toContain('title')
    expect(performance.now() - began).toBeGreaterThanOrEqual(29)
  })
})

const ask = (body: object, signal?: AbortSignal) =>
  fetch(`${openai.url}/chat/completions`, { method: 'POST', body: JSON.stringify(body), ...(signal && { signal }) })

const words = async (body: object): Promise<string> => (await (await ask(body)).json()).choices[0].message.content

const eventsOf = (text: string): string[] =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map((event) => event.slice('data: '.length))
