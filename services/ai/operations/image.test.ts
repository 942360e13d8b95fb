import { settle } from 'banyan/contract'
import { PIXEL } from 'banyan/testing/openai/images'
import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import type { BlogPost } from '../contract.ts'
import { found } from '../testing/search.ts'
import { startAi } from '../testing/start-ai.ts'

const input = { topic: 'What to check before an open house' }
const postOf = (job: { result: unknown }) => job.result as BlogPost
const idOf = (post: BlogPost) => post.headerImage?.url.replace('/ai/images/', '') ?? ''
const png = { AI_PICTURES: 'openai:gpt-image-1' }

describe.each(['inline', 'http'] as const)('the picture of a blog post, with %s links', (links) => {
  test('is drawn offline where no model is set up, and shown to its owner only', async () => {
    await using ai = await startAi({ search: found, links })
    const job = await ai.run('generateBlogPost', input)
    const post = postOf(job)
    expect(post.headerImage).toEqual({
      url: expect.stringMatching(/^\/ai\/images\/[0-9a-f-]{36}$/),
      alt: `Header image: ${post.blogPost.title}`,
    })
    expect(post.degraded).toEqual([])
    expect(job.steps.map(({ name }) => name)).toEqual(['begin', 'search', 'read', 'write', 'picture'])

    const id = idOf(post)
    const picture = await (await ai.clients('ann')).ai.image({ id })
    expect(picture).toMatchObject({ mediaType: 'image/svg+xml' })
    expect(new TextDecoder().decode(picture.bytes)).toContain(`<title id="title">`)
    expect(await settle((await ai.clients('bob')).ai.image({ id }))).toMatchObject({
      ok: false,
      error: { code: 'noSuchImage', status: 404 },
    })
    expect((await fetch(`${ai.app.baseUrl}/ai/images/${id}`)).status).toBe(401)

    const headers = { authorization: `Bearer ${await ai.app.token('ann')}` }
    const answer = await fetch(`${ai.app.baseUrl}/ai/images/${id}`, { headers })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      'content-security-policy': expect.stringMatching(/sandbox; default-src 'none'$/),
    })
    const again = { ...headers, 'if-none-match': answer.headers.get('etag') ?? '' }
    expect((await fetch(`${ai.app.baseUrl}/ai/images/${id}`, { headers: again })).status).toBe(304)
  })
})

test('is the bytes that a model has drawn, and what it costs is on record', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  await using ai = await startAi({ openai, search: found, env: png })
  const post = postOf(await ai.run('generateBlogPost', input))
  const picture = await (await ai.clients('ann')).ai.image({ id: idOf(post) })
  expect(picture.mediaType).toBe('image/png')
  expect(Buffer.from(picture.bytes).toString('base64')).toBe(PIXEL)
  expect(openai.pictures.requests[0]?.prompt).toContain(input.topic)
  const { rows } = await (await ai.clients('ann')).ai.usage({})
  expect(rows).toContainEqual(
    expect.objectContaining({ generator: 'blog-post', model: 'gpt-image-1', calls: 1, pictures: 1, cost: 0.063 }),
  )
})

test('that cannot be made never fails the post: it goes without, and says so', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.pictures.fail({ kind: 'status', status: 500 }, { times: Number.POSITIVE_INFINITY })
  await using ai = await startAi({ openai, search: found, env: png })
  const job = await ai.run('generateBlogPost', input)
  expect(job).toMatchObject({ status: 'done', attempts: 1 })
  expect(postOf(job)).toMatchObject({ headerImage: null, degraded: ['picture'] })
  await expect.poll(() => ai.events).toHaveLength(1)
})

test('is not drawn where nobody wants one, and then nothing is missing', async () => {
  await using ai = await startAi({ search: found })
  const job = await ai.run('generateBlogPost', { ...input, headerImage: false })
  expect(postOf(job)).toMatchObject({ headerImage: null, degraded: [] })
  expect(job.steps.map(({ name }) => name)).not.toContain('picture')
})

test('is not paid for where the budget has nothing left', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  // Enough for the words, and not for a picture on top of what they may cost.
  const env = { ...png, AI_BUDGET_PER_USER: '0.05' }
  await using ai = await startAi({ openai, search: found, env })
  const job = await ai.run('generateBlogPost', input)
  expect(postOf(job)).toMatchObject({ headerImage: null, degraded: ['picture'], model: 'gpt-4.1-mini' })
  expect(openai.pictures.requests).toEqual([])
  expect((await (await ai.clients('ann')).ai.budget({})).mine.spent).toBeLessThan(0.05)
})

test('what is not the id of a picture is refused', async () => {
  await using ai = await startAi()
  expect(await settle((await ai.clients('ann')).ai.image({ id: 'x' }))).toMatchObject({ error: { status: 400 } })
})
