import type { InputOf } from 'banyan/contract'
import * as z from 'zod'
import { type keywordRankings as job, KeywordRankings } from '../contract/keyword-rankings.ts'
import { foundAgents } from '../offline/agents/found.ts'
import { DATA_RULE, FACTS_RULE, prompt } from '../prompt.ts'
import { mentioning, mentions, textOf } from '../research/mention.ts'
import type { Generator } from './generator.ts'
import { searchedOf, sourceTags } from './sources.ts'

type Input = InputOf<typeof job>

const { agentName, agencyName } = KeywordRankings.shape.rankings.element.shape
const Draft = z.object({ agents: z.array(z.object({ agentName, agencyName })).max(5) })

/** Which agents are found first for a keyword. */
export const keywordRankings: Generator<Input, z.infer<typeof Draft>, KeywordRankings> = {
  id: 'keyword-rankings',
  title: 'Keyword rankings',
  contentType: 'keyword-rankings',
  topic: ({ keyword, location }) => `${keyword}, ${location}`,
  estimate: { calls: 1, inputTokens: 4_000, outputTokens: 150 },
  search: { queries: ({ keyword, location }) => ({ web: [`${keyword} ${location} real estate agent`] }) },
  write: {
    says: 'Reading who is found',
    instructions: `You find real estate agents in the results of a search. ${FACTS_RULE} ${DATA_RULE}`,
    prompt: ({ keyword, location }, material) => prompt`
Which agents do these results of a search name, in the order in which they come up first? At most five, each once, with the
agency as far as a source names it.
${sourceTags(material, prompt`There are no results: give an empty list.`)}
<keyword>${keyword}</keyword>
<location>${location}</location>

Answer as JSON: {"agents": [{"agentName": "...", "agencyName": "..."}]}`,
    answer: Draft,
    offline: (_, { sources }) => ({
      agents: foundAgents(sources, () => false)
        .slice(0, 5)
        .map(({ name, agency }) => ({ agentName: name, agencyName: agency })),
    }),
  },
  finish: ({ agents }, { material, model }) => ({
    rankings: agents
      .map((agent) => ({ agent, about: mentioning(material.sources, agent.agentName) }))
      .filter(({ about }) => about.length > 0)
      .map(({ agent: { agentName, agencyName }, about }, at) => ({
        rank: at + 1,
        agentName,
        agencyName: mentions(about.map(textOf).join('\n'), agencyName) ? agencyName : '',
      })),
    ...searchedOf(material),
    model,
  }),
}
