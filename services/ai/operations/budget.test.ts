import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { expect, test } from 'vitest'
import { ai as contract } from '../contract.ts'
import { startAi } from '../testing/start-ai.ts'

const input = { topic: 'keeping bees', tone: 'Casual' }
/** A call may cost 1.6 cents for what it writes at most, and a little for what it reads. */
const env = { AI_MAX_OUTPUT_TOKENS: '10000' }

test('without limits it tells what was spent', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  await using ai = await startAi({ openai })
  await ai.run('generateSocialMediaPost', input)
  const { ai: mine } = await ai.clients('ann')
  const { mine: budget, month, resetsAt, total } = await mine.budget({})
  const { totalCost } = await mine.usage({})
  expect(budget).toEqual({ limit: null, spent: expect.closeTo(totalCost, 9), reserved: 0, left: null })
  expect(totalCost).toBeGreaterThan(0)
  expect(resetsAt.slice(0, 7) > month).toBe(true)
  expect(total).toBeNull()
})

test('a generation that may cost more than is left fails at once, and says why', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  await using ai = await startAi({ openai, env: { ...env, AI_BUDGET_PER_USER: '0.02' } })
  const done = await ai.run('generateSocialMediaPost', input)
  expect(done.status).toBe('done')
  const { ai: mine } = await ai.clients('ann')
  // As if many had gone before.
  await ai.app.database.pool.query(`update ai.spending set spent = 0.0199 where account = 'user:ann'`)
  const job = await ai.run('generateSocialMediaPost', { ...input, topic: 'more bees' })
  expect(job).toMatchObject({
    status: 'failed',
    attempts: 1,
    error: {
      code: 'budgetExceeded',
      title: 'The budget is used up',
      detail: expect.stringMatching(
        /^Your budget of \$0\.02 for this month has \$0\.0001 left, and this may cost up to \$0\.0\d+\. It begins anew on \d{4}-\d\d-01\.$/,
      ),
    },
  })
  expect(openai.requests).toHaveLength(1)
  expect((await mine.budget({})).mine).toEqual({
    limit: 0.02,
    spent: 0.0199,
    reserved: 0,
    left: expect.closeTo(0.0001),
  })
  // Others have their own.
  expect((await ai.run('generateSocialMediaPost', input, 'bob')).status).toBe('done')
})

test('who waits for the result is answered 429', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  await using ai = await startAi({ openai, env: { ...env, AI_BUDGET_TOTAL: '0.001' } })
  const answer = await fetch(`${ai.app.baseUrl}/ai/generate-social-media-post`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await ai.app.token('ann')}`,
      'content-type': 'application/json',
      prefer: 'wait=20',
    },
    body: JSON.stringify(input),
  })
  expect(answer.status).toBe(429)
  expect(await answer.json()).toMatchObject({
    code: 'budgetExceeded',
    retry: false,
    detail: expect.stringContaining('The budget of all users for this month is used up.'),
  })
})

test('a model that costs less, or nothing, goes on where the first costs too much', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  const AI_MODELS = 'openai:gpt-4.1-mini,offline'
  await using ai = await startAi({ openai, env: { ...env, AI_MODELS, AI_BUDGET_PER_USER: '0.001' } })
  expect(await ai.run('generateSocialMediaPost', input)).toMatchObject({ status: 'done', result: { model: 'offline' } })
  expect(openai.requests).toHaveLength(0)
})

test('an administrator sees what all have spent', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  await using ai = await startAi({ openai, env: { AI_BUDGET_TOTAL: '100' } })
  await ai.run('generateSocialMediaPost', input, 'ann')
  await ai.run('generateSocialMediaPost', input, 'bob')
  const { total, mine } = await (await ai.app.as(contract, 'root', ['admin'])).budget({})
  expect(mine.spent).toBe(0)
  expect(total).toMatchObject({ limit: 100, reserved: 0 })
  const spent = await Promise.all(
    ['ann', 'bob'].map(async (who) => (await (await ai.clients(who)).ai.budget({})).mine.spent),
  )
  expect(total?.spent).toBeCloseTo(
    spent.reduce((sum, each) => sum + each),
    9,
  )
})

test('what a cancelled generation has cost is spent', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.fail({ kind: 'stall' })
  await using ai = await startAi({ openai, env: { ...env, AI_BUDGET_PER_USER: '1' } })
  const { ai: mine, jobs } = await ai.clients('ann')
  const { job_id: id } = await mine.generateSocialMediaPost(input as never)
  await openai.arrived(1)
  await expect.poll(async () => (await mine.budget({})).mine.reserved).toBeGreaterThan(0)
  // Until it writes, there is nothing to pay for.
  for await (const { event } of jobs.events({ id })) if (event === 'partial') break
  await jobs.cancel({ id })
  await expect.poll(async () => (await mine.budget({})).mine).toMatchObject({ reserved: 0, spent: expect.any(Number) })
  expect((await mine.budget({})).mine.spent).toBeGreaterThan(0)
})
