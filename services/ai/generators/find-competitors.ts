import type { InputOf } from 'banyan/contract'
import * as z from 'zod'
import { Competitor, type CompetitorList, type findCompetitors as job } from '../contract/competitors.ts'
import { foundAgents } from '../offline/agents/found.ts'
import { DATA_RULE, FACTS_RULE, prompt } from '../prompt.ts'
import { groundedAgent } from '../research/grounded.ts'
import { mentions } from '../research/mention.ts'
import type { Generator } from './generator.ts'
import { searchedOf, sourceTags } from './sources.ts'

type Input = InputOf<typeof job>

const Draft = z.object({ competitors: z.array(z.object(Competitor.shape)).max(5) })

/** The agents that the web names where one works, with the numbers that it gives of them. */
export const findCompetitors: Generator<Input, z.infer<typeof Draft>, CompetitorList> = {
  id: 'find-competitors',
  title: 'Competitors',
  contentType: 'competitor-list',
  estimate: { calls: 1, inputTokens: 5_000, outputTokens: 300 },
  search: {
    queries: ({ address }) => ({
      web: [`best real estate agents in ${areaOf(address)}`, `top realtors ${areaOf(address)} reviews`],
    }),
  },
  write: {
    says: 'Reading who else works there',
    instructions: `You find real estate agents in the results of a search. ${FACTS_RULE} ${DATA_RULE}`,
    prompt: (input, material) => prompt`
Which three to five real estate agents that work in the same area as this one do the sources name? Leave this one out. Give of
each the agency, and the numbers that a source gives: 0 for what none gives, and an empty text for an agency that none names.
Name fewer when the sources name fewer.
${sourceTags(material, prompt`There are no sources: give an empty list.`)}
<name>${input.name}</name>
<agency>${input.agency}</agency>
<address>${input.address}</address>

Answer as JSON: {"competitors": [{"name": "...", "agency": "...", "reviewCount": 0, "avgRating": 0, "socialFollowers": 0, "domainAuthority": 0}]}`,
    answer: Draft,
    offline: (input, { sources }) => ({
      competitors: foundAgents(sources, ({ name }) => mentions(name, input.name) || mentions(input.name, name)).slice(
        0,
        5,
      ),
    }),
  },
  finish: ({ competitors }, { input, material, model }) => ({
    competitors: competitors
      .filter(({ name }) => !mentions(name, input.name))
      .flatMap((competitor) => groundedAgent(competitor, material.sources) ?? []),
    ...searchedOf(material),
    model,
  }),
}

/** What stands behind the street: the town and its state. A whole address would find only itself. */
function areaOf(address: string): string {
  const parts = address.split(',').map((part) => part.trim())
  const area = parts
    .slice(1)
    .filter((part) => !/^(?:suite|ste|unit|apt|floor|#)/i.test(part))
    .join(', ')
    .replace(/\s*\d{5}(?:-\d{4})?\b/, '')
  return area || address
}
