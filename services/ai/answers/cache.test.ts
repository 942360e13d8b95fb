import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { expect, test } from 'vitest'
import { startAi } from '../testing/start-ai.ts'

const input = { topic: 'keeping bees', tone: 'Casual' }
const posts = (word: string) => ({ facebook: word, instagram: word, twitter: word, linkedin: word })

test('the very same request of a user gets the same answer at no cost, and no other does', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  for (let n = 1; n <= 5; n++) openai.respond(posts(`answer ${n}`))
  await using ai = await startAi({ openai, env: { AI_CACHE_TTL: '1h' } })
  const said = async (given: object, user?: string) => {
    const { result } = await ai.run('generateSocialMediaPost', given, user)
    return (result as ReturnType<typeof posts>).facebook
  }
  expect(await said(input)).toBe('answer 1')
  expect(await said(input)).toBe('answer 1')
  expect(await said({ ...input, topic: 'keeping more bees' })).toBe('answer 2')
  expect(await said({ ...input, tone: 'Humorous' })).toBe('answer 3')
  expect(await said(input, 'bob')).toBe('answer 4')
  expect(openai.requests).toHaveLength(4)

  const { rows, totalCost } = await (await ai.clients('ann')).ai.usage({})
  expect(rows).toMatchObject([{ calls: 4, cachedCalls: 1, failedCalls: 0 }])
  const [bob] = (await (await ai.clients('bob')).ai.usage({})).rows
  expect(totalCost).toBeGreaterThan(2 * (bob?.cost ?? 0))
  // Each job has its event, whose tokens are its own.
  await expect
    .poll(() => ai.events.map(({ metadata }) => metadata.tokensUsed > 0))
    .toEqual([true, false, true, true, true])
})

test('all users share them where the settings say so', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  await using ai = await startAi({ openai, env: { AI_CACHE_TTL: '1h', AI_CACHE_SCOPE: 'all' } })
  await ai.run('generateSocialMediaPost', input, 'ann')
  await ai.run('generateSocialMediaPost', input, 'bob')
  expect(openai.requests).toHaveLength(1)
})

test('without a time to live nothing is kept', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  await using ai = await startAi({ openai })
  await ai.run('generateSocialMediaPost', input)
  await ai.run('generateSocialMediaPost', input)
  expect(openai.requests).toHaveLength(2)
  const { rows } = await ai.app.database.pool.query('select from ai.answer')
  expect(rows).toEqual([])
})

test('an answer that is too old is asked for anew and takes its place, and others that are go', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  await using ai = await startAi({ openai, env: { AI_CACHE_TTL: '1h' } })
  await ai.run('generateSocialMediaPost', input)
  await ai.run('generateSocialMediaPost', { ...input, topic: 'other bees' })
  await ai.app.database.pool.query(`update ai.answer set expires_at = expires_at - interval '61 minutes'`)
  await ai.run('generateSocialMediaPost', input)
  expect(openai.requests).toHaveLength(3)
  const { rows } = await ai.app.database.pool.query('select from ai.answer')
  expect(rows).toHaveLength(1)
})

test('what another model wrote in its stead is not kept for the first', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.fail({ kind: 'status', status: 400 }, { when: ({ model }) => model === 'gpt-4.1' })
  const env = { AI_CACHE_TTL: '1h', AI_MODELS: 'openai:gpt-4.1,openai:gpt-4.1-mini' }
  await using ai = await startAi({ openai, env })
  expect(await ai.run('generateSocialMediaPost', input)).toMatchObject({ result: { model: 'gpt-4.1-mini' } })
  expect(await ai.run('generateSocialMediaPost', input)).toMatchObject({ result: { model: 'gpt-4.1' } })
  expect(await ai.run('generateSocialMediaPost', input)).toMatchObject({ result: { model: 'gpt-4.1' } })
  expect(openai.requests).toHaveLength(3)
})
