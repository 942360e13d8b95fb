import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { expect, test } from 'vitest'
import { agentPages } from '../testing/agents.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const input = { name: 'Sam Carter', agency: 'Hill Country Homes of Austin and the Lakes, Incorporated' }
const figures = { reviewCount: 1120, avgRating: 4.9, socialFollowers: 12_000, domainAuthority: 0 }

testGenerator('enrichCompetitor', {
  input,
  answers: [{ competitor: figures }],
  search: agentPages,
  contentType: 'competitor',
  result: { competitor: { ...input, ...figures } },
})

test('a number that no page gives of this agent is 0', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond({ competitor: { reviewCount: 64, avgRating: 5, socialFollowers: 12_000, domainAuthority: 44 } })
  await using ai = await startAi({ openai, search: agentPages })
  const { result } = await ai.run('enrichCompetitor', input)
  expect(result).toMatchObject({
    competitor: { reviewCount: 0, avgRating: 5, socialFollowers: 12_000, domainAuthority: 0 },
  })
})

test('without a model the numbers are read off the pages', async () => {
  await using ai = await startAi({ search: agentPages })
  const { result } = await ai.run('enrichCompetitor', input)
  expect(result).toMatchObject({ competitor: { ...input, ...figures }, model: 'offline' })
  const nobody = await ai.run('enrichCompetitor', { name: 'Nobody Known', agency: 'None' })
  expect(nobody.result).toMatchObject({
    competitor: {
      name: 'Nobody Known',
      agency: 'None',
      reviewCount: 0,
      avgRating: 0,
      socialFollowers: 0,
      domainAuthority: 0,
    },
  })
})

test('of a list, the numbers beside the name count, and no other one’s', async () => {
  await using ai = await startAi({ search: agentPages })
  const of = async (name: string) => (await ai.run('enrichCompetitor', { name, agency: '-' })).result
  expect(await of('Ana Lopez')).toMatchObject({ competitor: { reviewCount: 64, avgRating: 4.8 } })
  expect(await of('Joe Kim')).toMatchObject({ competitor: { reviewCount: 0, avgRating: 0 } })
  expect(await of('Maria Gomez')).toMatchObject({ competitor: { reviewCount: 14, avgRating: 0 } })
})
