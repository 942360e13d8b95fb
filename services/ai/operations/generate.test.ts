import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import type { ResearchReport, SocialPosts } from '../contract.ts'
import { found } from '../testing/search.ts'
import { startAi } from '../testing/start-ai.ts'

describe('a generator', () => {
  test('announces what it made exactly once, with its tokens', async () => {
    await using openai = await startFakeOpenAI({ port: 0 })
    await using ai = await startAi({ openai, search: found })
    const job = await ai.run('runResearchAgent', { topic: 'keeping bees' })
    await expect.poll(() => ai.events).toHaveLength(1)
    const { rows } = await (await ai.clients('ann')).ai.usage({})
    const tokens = rows.reduce((sum, row) => sum + row.inputTokens + row.outputTokens, 0)
    expect(ai.events[0]).toMatchObject({
      userId: 'ann',
      contentType: 'research-report',
      metadata: { topic: 'keeping bees', tokensUsed: tokens },
    })
    expect(tokens).toBeGreaterThan(0)
    expect(Date.parse(ai.events[0]?.timestamp ?? '')).toBeGreaterThanOrEqual(Date.parse(job.startedAt ?? ''))
    await ai.close()
    expect(ai.events).toHaveLength(1)
  })

  test('does its paid steps once, however many attempts the job takes', async () => {
    await using openai = await startFakeOpenAI({ port: 0 })
    openai.respond({ queries: ['bees'] })
    // The whole first attempt at writing fails; the second attempt of the job writes.
    openai.fail({ kind: 'status', status: 429 }, { times: 3 })
    await using ai = await startAi({ openai, search: found })
    const job = await ai.run('runResearchAgent', { topic: 'keeping bees' })
    expect([job.status, job.attempts]).toEqual(['done', 2])
    expect(ai.queries).toEqual(['bees'])
    expect(openai.requests).toHaveLength(5)
    expect(job.steps.map(({ name }) => name)).toEqual(['begin', 'plan', 'search', 'read', 'write'])
    await expect.poll(() => ai.events).toHaveLength(1)
  })

  test('tells a watcher what it does', async () => {
    await using ai = await startAi({ search: found })
    const { job_id } = await (await ai.clients('ann')).ai.runResearchAgent({ topic: 'keeping bees' })
    const seen: string[] = []
    for await (const { data } of (await ai.clients('ann')).jobs.events({ id: job_id }))
      if (data.message !== undefined) seen.push(data.message)
    expect(seen).toEqual([
      'Planning the research',
      'Searching for “keeping bees”',
      'Reading 2 sources',
      'Writing the report',
    ])
  })

  test('stops, with its call to the model, when its job is cancelled', async () => {
    await using openai = await startFakeOpenAI({ port: 0 })
    openai.fail({ kind: 'hang' })
    await using ai = await startAi({ openai })
    const call = await ai.clients('ann')
    const { job_id } = await call.ai.generateSocialMediaPost({ topic: 'bees', tone: 'Casual' })
    const request = await openai.arrived(1)
    await call.jobs.cancel({ id: job_id })
    expect(await request.ended).toBe('cut')
    expect((await call.jobs.get({ id: job_id })).status).toBe('cancelled')
    expect(ai.events).toEqual([])
  })

  test('goes at the pace that is set for demonstrations', async () => {
    await using ai = await startAi({ search: found, env: { AI_OFFLINE_PACE_MS: '100' } })
    const job = await ai.run('runResearchAgent', { topic: 'keeping bees' })
    const [began, ended] = [job.startedAt, job.finishedAt].map((at) => Date.parse(at ?? ''))
    expect((ended ?? 0) - (began ?? 0)).toBeGreaterThanOrEqual(395)
  })
})

describe('when no model answers', () => {
  test('the job fails as modelUnavailable, and the offline model does not step in', async () => {
    await using openai = await startFakeOpenAI({ port: 0 })
    openai.fail({ kind: 'status', status: 401 })
    await using ai = await startAi({ openai })
    const job = await ai.run('generateSocialMediaPost', { topic: 'bees', tone: 'Casual' })
    expect(job).toMatchObject({
      status: 'failed',
      attempts: 1,
      result: null,
      error: {
        code: 'modelUnavailable',
        title: 'AI service temporarily unavailable',
        detail: 'openai:gpt-4.1-mini refuses the request (401)',
      },
    })
    expect(ai.events).toEqual([])
  })

  test('the offline model answers where the chain names it', async () => {
    await using openai = await startFakeOpenAI({ port: 0 })
    openai.fail({ kind: 'status', status: 401 })
    await using ai = await startAi({ openai, env: { AI_MODELS: 'openai:gpt-4.1-mini,offline' } })
    const job = await ai.run('generateSocialMediaPost', { topic: 'bees', tone: 'Casual' })
    expect(job).toMatchObject({ status: 'done', result: { model: 'offline' } })
    expect(await (await ai.clients('ann')).ai.models({})).toEqual([
      { id: 'gpt-4.1-mini', provider: 'openai', order: 0, offline: false, price: { input: 0.4, output: 1.6 } },
      { id: 'offline', provider: 'offline', order: 1, offline: true, price: { input: 0, output: 0 } },
    ])
  })

  test('an answer that never fits its form is outputRejected, without another attempt of the job', async () => {
    await using openai = await startFakeOpenAI({ port: 0 })
    openai.fail({ kind: 'breaksSchema' }, { times: Number.POSITIVE_INFINITY })
    await using ai = await startAi({ openai })
    const job = await ai.run('generateSocialMediaPost', { topic: 'bees', tone: 'Casual' })
    expect(job).toMatchObject({ status: 'failed', attempts: 1, error: { code: 'outputRejected' } })
    expect(openai.requests).toHaveLength(3)
  })
})

describe('without the search', () => {
  test('the research goes on, and says what it had to do without', async () => {
    await using ai = await startAi({ search: 'down' })
    const job = await ai.run('runResearchAgent', { topic: 'keeping bees' })
    const report = job.result as ResearchReport
    expect(report).toMatchObject({ model: 'offline', degraded: ['search'], sources: [] })
    expect(report.summary).toContain('The search did not answer')
  })

  test('an answer that is old is said to be old', async () => {
    await using ai = await startAi({ search: 'stale' })
    const { result } = await ai.run('runResearchAgent', { topic: 'keeping bees' })
    expect(result).toMatchObject({ degraded: ['fresh search'] })
    expect((result as ResearchReport).sources).toHaveLength(2)
  })

  test('posts are written: they need none', async () => {
    await using ai = await startAi({ search: 'down' })
    const { result } = await ai.run('generateSocialMediaPost', { topic: 'bees', tone: 'Casual' })
    expect((result as SocialPosts).model).toBe('offline')
  })
})
