import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type FakeAnthropic, startFakeAnthropic } from './server.ts'

let anthropic: FakeAnthropic
beforeAll(async () => {
  anthropic = await startFakeAnthropic({ port: 0, apiKey: 'right' })
})
afterEach(() => anthropic.reset())
afterAll(() => anthropic.close())

const schema = { type: 'object', properties: { title: { type: 'string' } } }
const question = { model: 'claude', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] }
const headers = { 'x-api-key': 'right', 'anthropic-version': '2023-06-01' }
const ask = (body: object, given: Record<string, string> = headers) =>
  fetch(`${anthropic.url}/messages`, { method: 'POST', headers: given, body: JSON.stringify(body) })

test('answers in the form that is asked for, as text or as the input of a tool', async () => {
  const text = await (await ask({ ...question, output_config: { format: { type: 'json_schema', schema } } })).json()
  expect(text).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text' }], usage: { input_tokens: 11 } })
  expect(JSON.parse(text.content[0].text).title).toContain('title')
  const tools = [{ name: 'json', input_schema: schema }]
  const tool = await (await ask({ ...question, tools, tool_choice: { type: 'tool', name: 'json' } })).json()
  expect(tool).toMatchObject({ stop_reason: 'tool_use', content: [{ type: 'tool_use', name: 'json' }] })
  expect(tool.content[0].input.title).toContain('title')
})

test('streams named events, the usage in the last but one', async () => {
  anthropic.respond('one two three four five six seven')
  const events = eventsOf(await (await ask({ ...question, stream: true })).text())
  const delta = 'content_block_delta'
  expect(events.map(([name]) => name)).toEqual([
    'message_start',
    'content_block_start',
    'ping',
    delta,
    delta,
    'content_block_stop',
    'message_delta',
    'message_stop',
  ])
  expect(events.flatMap(([, data]) => data.delta?.text ?? []).join('')).toBe('one two three four five six seven')
  expect(events.at(-2)?.[1]).toMatchObject({ delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 9 } })
})

test('says in the middle of a stream that it is overloaded', async () => {
  anthropic.fail({ kind: 'midway' })
  const events = eventsOf(await (await ask({ ...question, stream: true })).text())
  expect(events.at(-1)).toEqual([
    'error',
    { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
  ])
})

test.each([
  ['no key', {}, question, 401, 'authentication_error'],
  ['another key', { ...headers, 'x-api-key': 'wrong' }, question, 401, 'authentication_error'],
  ['no version', { 'x-api-key': 'right' }, question, 400, 'invalid_request_error'],
  ['no limit', headers, { ...question, max_tokens: undefined }, 400, 'invalid_request_error'],
])('refuses a request with %s', async (_, given, body, status, type) => {
  const answer = await ask(body, given)
  expect([answer.status, (await answer.json()).error.type]).toEqual([status, type])
})

// biome-ignore lint/suspicious/noExplicitAny: a test looks into any event.
const eventsOf = (text: string): [string, any][] =>
  [...text.matchAll(/event: (.+)\ndata: (.+)\n\n/g)].map(([, name = '', data = '']) => [name, JSON.parse(data)])
