import type { InputOf } from 'banyan/contract'
import * as z from 'zod'
import { Competitor, type EnrichedCompetitor, type enrichCompetitor as job } from '../contract/competitors.ts'
import { foundAgent } from '../offline/agents/found.ts'
import { DATA_RULE, FACTS_RULE, prompt } from '../prompt.ts'
import { groundedAgent } from '../research/grounded.ts'
import type { Generator } from './generator.ts'
import { searchedOf, sourceTags } from './sources.ts'

type Input = InputOf<typeof job>

const Draft = z.object({ competitor: Competitor.omit({ name: true, agency: true }) })

/** The public numbers of one agent. */
export const enrichCompetitor: Generator<Input, z.infer<typeof Draft>, EnrichedCompetitor> = {
  id: 'enrich-competitor',
  title: 'Competitor in numbers',
  contentType: 'competitor',
  estimate: { calls: 1, inputTokens: 5_000, outputTokens: 80 },
  search: {
    queries: ({ name, agency }) => ({
      web: [`${name} ${agency} real estate agent reviews`, `${name} ${agency} followers`],
    }),
  },
  write: {
    says: 'Reading what is told of them',
    instructions: `You find the public numbers of real estate agents in the results of a search. ${FACTS_RULE} ${DATA_RULE}`,
    prompt: ({ name, agency }, material) => prompt`
What do the sources say of this agent: the number of reviews, the average rating out of five, the followers on social media,
the domain authority of the website? Give 0 for what none says.
${sourceTags(material, prompt`There are no sources: give 0 for everything.`)}
<name>${name}</name>
<agency>${agency}</agency>

Answer as JSON: {"competitor": {"reviewCount": 0, "avgRating": 0, "socialFollowers": 0, "domainAuthority": 0}}`,
    answer: Draft,
    offline: (input, { sources }) => {
      const { name: _, agency: __, ...figures } = foundAgent(input, sources)
      return { competitor: figures }
    },
  },
  finish: ({ competitor }, { input: { name, agency }, material, model }) => {
    const unknown = { reviewCount: 0, avgRating: 0, socialFollowers: 0, domainAuthority: 0 }
    const known = groundedAgent({ name, agency, ...competitor }, material.sources) ?? unknown
    return { competitor: { ...known, name, agency }, ...searchedOf(material), model }
  },
}
