import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { expect, test } from 'vitest'
import { agentPages } from '../testing/agents.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const input = { keyword: 'best agent for people who buy their first home', location: 'Austin, TX' }
const agents = [
  { agentName: 'Sam Carter', agencyName: 'Hill Country Homes' },
  { agentName: 'Ana Lopez', agencyName: 'Blue Door Realty' },
]

testGenerator('keywordRankings', {
  input,
  answers: [{ agents }],
  search: agentPages,
  contentType: 'keyword-rankings',
  result: {
    rankings: [
      { rank: 1, ...agents[0] },
      { rank: 2, ...agents[1] },
    ],
    degraded: [],
  },
})

test('who stands in no result is not ranked, and those behind move up', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond({
    agents: [
      { agentName: 'Zoe Invented', agencyName: '' },
      { ...agents[1], agencyName: 'Invented Realty' },
    ],
  })
  await using ai = await startAi({ openai, search: agentPages })
  const { result } = await ai.run('keywordRankings', input)
  expect(result).toMatchObject({ rankings: [{ rank: 1, agentName: 'Ana Lopez', agencyName: '' }] })
})

test('without a model the agents are ranked in the order of the results', async () => {
  await using ai = await startAi({ search: agentPages })
  const { result } = await ai.run('keywordRankings', input)
  expect(result).toMatchObject({
    rankings: [
      { rank: 1, agentName: 'Sam Carter' },
      { rank: 2, agentName: 'Ana Lopez' },
      { rank: 3, agentName: 'Joe Kim', agencyName: 'Compass' },
      { rank: 4, agentName: 'Maria Gomez' },
    ],
    model: 'offline',
  })
  expect(ai.queries).toEqual([`${input.keyword} Austin, TX real estate agent`])
})
