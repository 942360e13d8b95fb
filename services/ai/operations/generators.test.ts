import { isOperation } from 'banyan/contract'
import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { expect, test } from 'vitest'
import { ai as contract } from '../contract.ts'
import { startAi } from '../testing/start-ai.ts'

const jobs = Object.entries(contract.members).flatMap(([name, member]) => (member.kind === 'job' ? [name] : []))

test('each generator is listed, with what it needs, where it is and an input that it accepts', async () => {
  await using ai = await startAi()
  const listed = await (await ai.clients('ann')).ai.generators({})
  expect(listed.map(({ kind }) => kind).sort()).toEqual(jobs.map((name) => `ai.${name}`).sort())
  expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length)
  expect(new Set(listed.map(({ contentType }) => contentType)).size).toBe(listed.length)
  for (const { kind, path, example, deadline, concurrency, estimate } of listed) {
    const member = contract.members[kind.slice('ai.'.length) as keyof typeof contract.members]
    expect(isOperation(member) && member.http).toBe(`POST ${path}`)
    expect(isOperation(member) && member.input.safeParse(example).success).toBe(true)
    expect([deadline, concurrency]).toEqual([300, { total: 10, perUser: 2 }])
    expect(Math.min(estimate.calls, estimate.inputTokens, estimate.outputTokens)).toBeGreaterThan(0)
    expect(estimate.cost).toBe(0)
  }
  const blog = listed.find(({ id }) => id === 'blog-post')
  expect(blog).toMatchObject({ needs: ['search', 'pictures'], contentType: 'blog-post' })
  expect(listed.find(({ id }) => id === 'agent-bio')?.needs).toEqual([])
})

test('the cost is by the price of the model that is asked first, and unknown where that is', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  await using known = await startAi({ openai })
  const [bio] = await (await known.clients('ann')).ai.generators({})
  const { inputTokens = 0, outputTokens = 0, cost } = bio?.estimate ?? {}
  expect(cost).toBeCloseTo((inputTokens * 0.4 + outputTokens * 1.6) / 1e6, 10)

  await using strange = await startAi({ openai, env: { AI_MODELS: 'openai:nobody-knows-me' } })
  const priced = await (await strange.clients('ann')).ai.generators({})
  expect(new Set(priced.map(({ estimate }) => estimate.cost))).toEqual(new Set([null]))
})
