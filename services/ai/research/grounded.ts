import type { Competitor } from '../contract/competitors.ts'
import type { Source } from '../generators/generator.ts'
import { mentioning, mentions, numbersIn, textOf } from './mention.ts'

/**
 * What a model says of an agent, without what no source says: undefined when none names the agent, and 0 for a number that
 * stands in none of those that do.
 */
export function groundedAgent(said: Competitor, sources: readonly Source[]): Competitor | undefined {
  const about = mentioning(sources, said.name)
  if (about.length === 0) return undefined
  const text = about.map(textOf).join('\n')
  const numbers = new Set(numbersIn(text))
  const known = (number: number) => (numbers.has(number) ? number : 0)
  return {
    name: said.name,
    agency: mentions(text, said.agency) ? said.agency : '',
    reviewCount: known(said.reviewCount),
    avgRating: known(said.avgRating),
    socialFollowers: known(said.socialFollowers),
    domainAuthority: known(said.domainAuthority),
  }
}
