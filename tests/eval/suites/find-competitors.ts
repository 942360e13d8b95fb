import { suite } from '../suite.ts'
import { addressOf, agents } from '../world/agents.ts'

export const findCompetitors = suite('findCompetitors', {
  cases: agents.map((agent, at) => {
    // Those who have a page of their own can be found.
    const rivals = agents.filter((other, index) => other.city === agent.city && index !== at && index % 5 !== 4)
    return {
      input: { name: agent.name, agency: agent.agency, address: addressOf(agent) },
      facts: rivals.slice(0, 2).map(({ name, agency, reviews }) => `${name}, ${agency}, ${reviews} reviews`),
    }
  }),
  text: ({ competitors }) =>
    competitors
      .map((each) => `${each.name}, ${each.agency}, ${each.reviewCount} reviews, ${each.avgRating} stars`)
      .join('\n'),
  lengths: ({ competitors }, { name }) => [
    ...(competitors.length > 5 ? [`there are ${competitors.length} competitors`] : []),
    ...(competitors.some((each) => each.name === name) ? ['the agent is their own competitor'] : []),
  ],
})
