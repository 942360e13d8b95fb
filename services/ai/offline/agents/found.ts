import type { Competitor } from '../../contract/competitors.ts'
import type { Source } from '../../generators/generator.ts'
import { mentions, textOf } from '../../research/mention.ts'
import { figuresOf } from './figures.ts'
import { agentsIn, ownerOf, type Person } from './people.ts'

/** The agents that the sources name, each once, in the order in which they are found, with the numbers given of them. */
export function foundAgents(sources: readonly Source[], except: (person: Person) => boolean): Competitor[] {
  const found = new Map<string, Competitor>()
  for (const source of sources) {
    const text = textOf(source)
    const owner = ownerOf(source.title, source.text)
    const people = owner ? [owner] : agentsIn(text)
    for (const person of people) {
      if (except(person)) continue
      const figures = figuresOf(person.name, text, owner !== undefined)
      const key = person.name.toLowerCase()
      found.set(key, merged(found.get(key), { ...person, ...figures }))
    }
  }
  return [...found.values()]
}

/** What the sources say of one agent: from a page of their own, or where they are named. */
export function foundAgent({ name, agency }: Person, sources: readonly Source[]): Competitor {
  const none = { name, agency, reviewCount: 0, avgRating: 0, socialFollowers: 0, domainAuthority: 0 }
  return sources
    .filter((source) => mentions(textOf(source), name))
    .map((source) => {
      const owner = ownerOf(source.title, source.text)
      const own = owner !== undefined && mentions(owner.name, name)
      return { name, agency, ...figuresOf(name, textOf(source), own) }
    })
    .reduce<Competitor>(merged, none)
}

/** The first that gives a number counts: it stands higher in the search. */
function merged(known: Competitor | undefined, next: Competitor): Competitor {
  if (!known) return next
  return {
    name: known.name,
    agency: known.agency || next.agency,
    reviewCount: known.reviewCount || next.reviewCount,
    avgRating: known.avgRating || next.avgRating,
    socialFollowers: known.socialFollowers || next.socialFollowers,
    domainAuthority: known.domainAuthority || next.domainAuthority,
  }
}
