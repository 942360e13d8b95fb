import { type JobEvent, type Texts, textsAfter } from 'banyan/durable/contract'
import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import { type FakeProvider, fakeProviders } from '../testing/providers.ts'
import { startAi } from '../testing/start-ai.ts'
import { textsOf } from './show.ts'

const posts = {
  facebook: 'For friends, with “quotes” and a bee 🐝 at the end of it',
  instagram: 'For eyes',
  twitter: 'For all',
  linkedin: 'For work, in two lines\nand no more than these',
}
const input = { topic: 'keeping bees', tone: 'Casual' as const }
/** Slow enough to be watched, fast enough for a test. */
const slowly = { kind: 'drip', every: 0 } as const
const pace = { showEvery: 1 }

const shown = (events: readonly JobEvent[]) => events.reduce<Texts>(textsAfter, {})

/** That each state is a beginning of the whole. */
function expectGrowth(events: readonly JobEvent[], whole: Texts) {
  let texts: Texts = {}
  for (const event of events) {
    texts = textsAfter(texts, event)
    for (const [name, text] of Object.entries(texts)) expect(whole[name]?.startsWith(text)).toBe(true)
  }
}

describe.each(['inline', 'http'] as const)('what a model writes, with %s links', (links) => {
  test('reaches the page while it is written, each part once, and then the result', async () => {
    await using openai = await startFakeOpenAI({ port: 0 })
    openai.fail(slowly)
    await using ai = await startAi({ openai, links, pace })
    const { ai: mine, jobs } = await ai.clients('ann')
    const { job_id: id } = await mine.generateSocialMediaPost(input)
    const events: JobEvent[] = []
    for await (const event of jobs.events({ id })) events.push(event)

    expect(events.map(({ id }) => Number(id))).toEqual(events.map((_, at) => at + 1))
    expect(events.filter(({ event }) => event === 'partial').length).toBeGreaterThan(5)
    const whole = events.at(-1)
    expect(whole).toMatchObject({ event: 'done', data: { result: { model: 'gpt-4.1-mini' } } })
    const result = (whole?.data.result ?? {}) as Texts
    expectGrowth(events, result)
    expect(Object.keys(shown(events))).toEqual(Object.keys(shown(events)).filter((name) => name in result))
    expect(Object.keys(shown(events)).length).toBeGreaterThan(0)
  })

  test('goes on where the page was cut off, without a gap or a word twice', async () => {
    await using openai = await startFakeOpenAI({ port: 0 })
    openai.fail(slowly)
    await using ai = await startAi({ openai, links, pace })
    const { ai: mine } = await ai.clients('ann')
    const { job_id: id } = await mine.generateSocialMediaPost(input)
    const authorization = `Bearer ${await ai.app.token('ann')}`
    const events: JobEvent[] = []
    while (events.at(-1)?.event !== 'done')
      events.push(...(await someEvents(`${ai.app.baseUrl}/jobs/${id}/events`, authorization, events.at(-1)?.id)))
    expect(events.map(({ id }) => Number(id))).toEqual(events.map((_, at) => at + 1))
    expect(events.filter(({ event }) => event === 'partial').length).toBeGreaterThan(5)
    expectGrowth(events, events.at(-1)?.data.result as Texts)
  })
})

/** Two reads of a stream, and then the page goes away. */
async function someEvents(url: string, authorization: string, after: string | undefined): Promise<JobEvent[]> {
  const headers = { authorization, accept: 'text/event-stream', ...(after !== undefined && { 'last-event-id': after }) }
  const leave = new AbortController()
  const response = await fetch(url, { headers, signal: leave.signal })
  if (!response.body) throw new Error(`answered ${response.status} without a body`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let reads = 0; reads < 2; reads++) text += (await reader.read()).value ?? ''
  leave.abort()
  // What came in part comes again.
  return [...text.matchAll(/id: (\d+)\nevent: (\w+)\ndata: (.+)\n\n/g)].map(([, id = '', event, data = '']) => ({
    id,
    event: event as JobEvent['event'],
    data: JSON.parse(data),
  }))
}

test('another provider that takes over in the middle begins anew', async () => {
  await using first = await (fakeProviders.anthropic as () => Promise<FakeProvider>)()
  await using second = await (fakeProviders.nova as () => Promise<FakeProvider>)()
  first.fail({ kind: 'stall' })
  second.respond(posts)
  const env = { ...first.env, ...second.env, AI_MODELS: `${first.model},${second.model}`, AI_IDLE_TIMEOUT: '2s' }
  await using ai = await startAi({ env, pace })
  const { ai: mine, jobs } = await ai.clients('ann')
  const { job_id: id } = await mine.generateSocialMediaPost(input)
  const events: JobEvent[] = []
  for await (const event of jobs.events({ id })) events.push(event)
  const partial = events.flatMap(({ data }) => data.partial ?? [])
  expect(partial[0]).toMatchObject({ name: 'facebook', at: 0, text: expect.stringContaining('A sample') })
  // What the first had written is gone.
  expect(posts.facebook.startsWith(shown(events).facebook ?? 'nothing')).toBe(true)
  expect(events.at(-1)).toMatchObject({ event: 'done', data: { result: { ...posts, model: 'amazon.nova-lite-v1:0' } } })
})

test('the texts of an answer are known by where they stand, as far as it goes', async () => {
  const answer = JSON.stringify({
    plan: { steps: [{ title: 'One', cost: 7 }, { title: 'Tw"o' }] },
    none: null,
    end: 'x',
  })
  expect(await textsOf(answer)).toEqual({ 'plan.steps.0.title': 'One', 'plan.steps.1.title': 'Tw"o', end: 'x' })
  expect(await textsOf(answer.slice(0, answer.indexOf('"o') + 1))).toEqual({
    'plan.steps.0.title': 'One',
    'plan.steps.1.title': 'Tw"',
  })
  for (const nothing of ['', '{', '{"a', 'no JSON', '[1, 2']) expect(await textsOf(nothing)).toEqual({})
})
