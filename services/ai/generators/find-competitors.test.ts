import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import { CompetitorList } from '../contract.ts'
import { foundAgents } from '../offline/agents/found.ts'
import { agentPages } from '../testing/agents.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const input = {
  name: 'Maria Gomez',
  agency: 'Lakeside Realty',
  address: '500 Congress Ave, Suite 200, Austin, TX 78701',
}
const sam = {
  name: 'Sam Carter',
  agency: 'Hill Country Homes',
  reviewCount: 1120,
  avgRating: 4.9,
  socialFollowers: 12_000,
  domainAuthority: 0,
}
const ana = {
  name: 'Ana Lopez',
  agency: 'Blue Door Realty',
  reviewCount: 64,
  avgRating: 4.8,
  socialFollowers: 0,
  domainAuthority: 0,
}
const joe = { name: 'Joe Kim', agency: 'Compass', reviewCount: 0, avgRating: 0, socialFollowers: 0, domainAuthority: 0 }

testGenerator('findCompetitors', {
  input,
  answers: [{ competitors: [sam, ana, joe] }],
  search: agentPages,
  contentType: 'competitor-list',
  result: { competitors: [sam, ana, joe], degraded: [] },
})

test('what no source says is left out: agents that do not exist, numbers of nobody, and oneself', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond({
    competitors: [
      { ...sam, name: 'Zoe Invented' },
      { ...ana, agency: 'Golden Gate Realty', reviewCount: 999, domainAuthority: 70 },
      { ...sam, name: 'Maria Gomez' },
    ],
  })
  await using ai = await startAi({ openai, search: agentPages })
  const { result } = await ai.run('findCompetitors', input)
  expect(CompetitorList.parse(result).competitors).toEqual([{ ...ana, agency: '', reviewCount: 0 }])
})

describe('without a model', () => {
  test('names the agents of the pages with their numbers, and 0 for what no page gives', async () => {
    await using ai = await startAi({ search: agentPages })
    const { result } = await ai.run('findCompetitors', input)
    expect(result).toMatchObject({ competitors: [sam, ana, joe], model: 'offline', degraded: [] })
    expect(ai.queries).toEqual(['best real estate agents in Austin, TX', 'top realtors Austin, TX reviews'])
  })

  test('names nobody where no page does', async () => {
    await using ai = await startAi({ search: 'down' })
    const { result } = await ai.run('findCompetitors', input)
    expect(result).toMatchObject({ competitors: [], degraded: ['search'], sources: [] })
  })

  test.each([
    ['Jane Doe | Lake Realty | Realtor.com', 'Jane sells homes.', 'Jane Doe', 'Lake Realty'],
    ['Jane Doe, REALTOR® - Keller Williams Heritage', '', 'Jane Doe', 'Keller Williams Heritage'],
    ['Mary-Ann O’Neil - RE/MAX - Yelp', 'An agent.', 'Mary-Ann O’Neil', 'RE/MAX'],
    ['Agents', 'José de la Cruz with the Coldwell Banker team.', 'José de la Cruz', 'Coldwell Banker'],
    ['Agents', '1. Lee Wong - Pacific Union Properties (4.7 stars)', 'Lee Wong', 'Pacific Union Properties'],
  ])('finds the person of "%s"', (title, text, name, agency) => {
    expect(foundAgents([{ title, url: '', snippet: text, text }], () => false)).toMatchObject([{ name, agency }])
  })

  test.each([
    ['Real Estate Agents in Austin - Zillow', 'Find Top Realtors at Best Homes Realty.'],
    ['Austin Housing Market - Redfin', 'The San Antonio market with Texas Realty numbers.'],
    ['Keller Williams - Austin', 'An agency of agents.'],
    ['How to choose an agent', 'Open House Austin of South Congress Homes.'],
  ])('finds nobody in "%s"', (title, text) => {
    expect(foundAgents([{ title, url: '', snippet: text, text }], () => false)).toEqual([])
  })
})
