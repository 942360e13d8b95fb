import { type FakeOpenAI, startFakeOpenAI } from 'banyan/testing/openai/server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { SocialPosts } from '../contract.ts'
import { passingFaults } from '../testing/faults.ts'
import { article } from '../testing/search.ts'
import { startAi } from '../testing/start-ai.ts'

const posts = { facebook: 'For friends', instagram: 'For eyes', twitter: 'For all', linkedin: 'For work' }
const input = { topic: 'keeping bees', tone: 'Casual' }

describe('social posts with a model', () => {
  let openai: FakeOpenAI
  let ai: Awaited<ReturnType<typeof startAi>>
  beforeAll(async () => {
    openai = await startFakeOpenAI({ port: 0 })
    ai = await startAi({ openai })
  })
  afterEach(() => openai.reset())
  afterAll(async () => {
    await ai.close()
    await openai.close()
  })

  test('gives one post a channel, with one call and no search', async () => {
    openai.respond(posts)
    const { result, steps } = await ai.run('generateSocialMediaPost', input)
    expect(result).toEqual({ ...posts, model: 'gpt-4.1-mini' })
    expect(steps.map(({ name }) => name)).toEqual(['begin', 'write'])
    expect(openai.requests).toHaveLength(1)
    expect(ai.queries).toEqual([])
  })

  test('tells the model topic, tone, limits and context', async () => {
    await ai.run('generateSocialMediaPost', { ...input, context: 'Two hives <are> best.' })
    const prompt = String(openai.requests[0]?.body?.messages[1]?.content)
    expect(prompt).toContain('Tone: Casual.')
    expect(prompt).toContain('at most 280 characters')
    expect(prompt).toContain('<topic>keeping bees</topic>\n<context>Two hives &lt;are&gt; best.</context>')
  })

  test.each([
    ['letters', 'x'.repeat(281)],
    ['letters that X counts twice', '蜂'.repeat(141)],
  ])('has a post of too many %s written again', async (_, twitter) => {
    openai.respond({ ...posts, twitter })
    openai.respond(posts)
    const { result } = await ai.run('generateSocialMediaPost', input)
    expect(result).toMatchObject({ twitter: 'For all' })
    expect(String(openai.requests[1]?.body?.messages.at(-1)?.content)).toContain('twitter')
  })
})

test.each(passingFaults)('social posts get over %s', async (_, fault) => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.fail(fault)
  openai.respond(posts)
  await using ai = await startAi({ openai, env: { AI_IDLE_TIMEOUT: '500ms' } })
  const job = await ai.run('generateSocialMediaPost', input)
  expect([job.status, job.attempts]).toEqual(['done', 1])
  expect(job.result).toMatchObject(posts)
  expect(openai.requests).toHaveLength(2)
})

test('the offline model writes from the context', async () => {
  await using ai = await startAi()
  const job = await ai.run('generateSocialMediaPost', { ...input, context: article.body })
  const offline = SocialPosts.parse(job.result)
  expect(offline.model).toBe('offline')
  expect(offline.linkedin).toContain('Keeping bees begins with two hives')
})
