import { suite } from '../suite.ts'
import { agents } from '../world/agents.ts'

const keywords = ['buyer agent', 'top realtor', 'sell my house', 'condo agent']

export const keywordRankings = suite('keywordRankings', {
  cases: agents.map(({ city, state }, at) => ({
    input: { keyword: keywords[at % 4], location: `${city}, ${state}` },
    facts: agents
      .filter((other, index) => other.city === city && index % 5 !== 4)
      .map(({ name }) => name)
      .slice(0, 1),
  })),
  text: ({ rankings }) =>
    rankings.map(({ rank, agentName, agencyName }) => `${rank}. ${agentName}, ${agencyName}`).join('\n'),
  lengths: ({ rankings }) => (rankings.some(({ rank }, at) => rank !== at + 1) ? ['the ranks have gaps'] : []),
})
