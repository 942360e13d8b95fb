import { suite } from '../suite.ts'
import { agents } from '../world/agents.ts'

export const enrichCompetitor = suite('enrichCompetitor', {
  cases: agents.map(({ name, agency, reviews, rating }, at) => ({
    input: { name, agency },
    facts: [at % 5 === 4 ? `${name}: 0 reviews, 0 stars` : `${name}: ${reviews} reviews, ${rating} stars`],
  })),
  text: ({ competitor }) => `${competitor.name}: ${competitor.reviewCount} reviews, ${competitor.avgRating} stars`,
  lengths: () => [],
})
