import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { expect, test } from 'vitest'
import { startAi } from '../testing/start-ai.ts'

const input = { topic: 'keeping bees', tone: 'Casual' }

test('usage sums the calls of the caller, the failed ones and their cost included', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.fail({ kind: 'breaksSchema' })
  await using ai = await startAi({ openai })
  await ai.run('generateSocialMediaPost', input, 'ann')
  await ai.run('generateSocialMediaPost', input, 'bob')

  const ann = await (await ai.clients('ann')).ai.usage({})
  expect(ann.rows).toMatchObject([{ generator: 'social-posts', model: 'gpt-4.1-mini', calls: 2, failedCalls: 1 }])
  const [row] = ann.rows
  // One run may reach over midnight.
  const sum = (of: 'calls' | 'failedCalls' | 'cost') => ann.days.reduce((total, day) => total + day[of], 0)
  expect([sum('calls'), sum('failedCalls')]).toEqual([2, 1])
  expect(sum('cost')).toBeCloseTo(row?.cost ?? 0, 10)
  expect(ann.days.at(-1)?.day).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(row?.cost).toBeCloseTo(((row?.inputTokens ?? 0) * 0.4 + (row?.outputTokens ?? 0) * 1.6) / 1e6, 10)
  expect(ann.totalCost).toBe(row?.cost)
  const [ofBob] = (await (await ai.clients('bob')).ai.usage({})).rows
  expect(ofBob).toMatchObject({ calls: 1, failedCalls: 0 })
  expect(ofBob?.outputTokens).toBeLessThan(row?.outputTokens ?? 0)
})

test('tokens are charged when the whole job failed', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.fail({ kind: 'truncated' }, { times: 3 })
  await using ai = await startAi({ openai })
  const job = await ai.run('generateSocialMediaPost', input)
  expect(job.status).toBe('failed')
  const { rows, totalCost } = await (await ai.clients('ann')).ai.usage({})
  expect(rows).toMatchObject([{ calls: 3, failedCalls: 3 }])
  expect(totalCost).toBeGreaterThan(0)
})

test('the offline model is on record, and costs nothing', async () => {
  await using ai = await startAi()
  await ai.run('generateSocialMediaPost', input)
  const { rows, totalCost, since } = await (await ai.clients('ann')).ai.usage({ days: 7 })
  expect(rows).toEqual([
    {
      generator: 'social-posts',
      model: 'offline',
      calls: 1,
      failedCalls: 0,
      inputTokens: 0,
      outputTokens: 0,
      cost: 0,
      unpricedCalls: 0,
      cachedCalls: 0,
      pictures: 0,
    },
  ])
  expect(totalCost).toBe(0)
  expect(Date.now() - Date.parse(since)).toBeGreaterThanOrEqual(7 * 86_400_000)
})

test('a model whose price is not known says so, and counts as free', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  const env = { AI_MODELS: 'compatible:mine', COMPATIBLE_BASE_URL: openai.url }
  await using ai = await startAi({ env })
  await ai.run('generateSocialMediaPost', input)
  const { ai: mine } = await ai.clients('ann')
  expect((await mine.usage({})).rows).toMatchObject([{ model: 'mine', calls: 1, cost: 0, unpricedCalls: 1 }])
  expect(await mine.models({})).toMatchObject([{ id: 'mine', price: null }])
})

test('there is none for a new user', async () => {
  await using ai = await startAi()
  expect(await (await ai.clients('new')).ai.usage({})).toMatchObject({ rows: [], days: [], totalCost: 0 })
})

test('usage and models are for users only, and say what is wrong with an input', async () => {
  await using ai = await startAi()
  const get = async (path: string, user?: string) =>
    fetch(ai.app.baseUrl + path, { headers: user ? { authorization: `Bearer ${await ai.app.token(user)}` } : {} })
  expect((await get('/ai/usage')).status).toBe(401)
  expect((await get('/ai/models')).status).toBe(401)
  const refused = await get('/ai/usage?days=400', 'ann')
  expect([refused.status, (await refused.json()).issues?.[0]?.path]).toEqual([400, ['days']])
  expect(await (await get('/ai/models', 'ann')).json()).toEqual([
    { id: 'offline', provider: 'offline', order: 0, offline: true, price: { input: 0, output: 0 } },
  ])
})
