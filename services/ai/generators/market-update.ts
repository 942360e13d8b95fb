import type { InputOf } from 'banyan/contract'
import { safeMarkdown } from 'banyan/text'
import * as z from 'zod'
import { type generateMarketUpdate, MarketUpdate } from '../contract/market-update.ts'
import { offlineMarketUpdate } from '../offline/market-update.ts'
import { DATA_RULE, FACTS_RULE, HOUSING_RULE, prompt } from '../prompt.ts'
import { groundedFigures } from '../research/figures.ts'
import { mentioning, townOf } from '../research/mention.ts'
import { checked, strangeAddresses } from './checked.ts'
import type { Generator } from './generator.ts'
import { isSource, searchedOf, sourceTags } from './sources.ts'

type Input = InputOf<typeof generateMarketUpdate>

const { title, content, keyPoints, statistics } = MarketUpdate.shape
const Draft = z.object({
  title,
  content: content.describe('Markdown with second-level headings, without the title'),
  keyPoints: keyPoints.min(1).max(8),
  statistics: statistics.max(12).describe('Only numbers that a source gives of this place'),
})
export type UpdateDraft = z.infer<typeof Draft>

/** How the market of a place stands, by what is written of it. */
export const marketUpdate: Generator<Input, UpdateDraft, MarketUpdate> = {
  id: 'market-update',
  title: 'Market update',
  contentType: 'market-update',
  topic: ({ location, timePeriod }) => `${location}, ${timePeriod}`,
  estimate: { calls: 1, inputTokens: 7_000, outputTokens: 900 },
  search: {
    queries: ({ location, timePeriod }) => ({
      web: [`${location} housing market ${timePeriod}`, `${location} median home price inventory days on market`],
      news: { query: `${townOf(location)} housing market`, days: 90 },
    }),
  },
  write: {
    says: 'Writing the update',
    instructions: `You write up housing markets: sober, for people who are not of the trade. ${FACTS_RULE} ${HOUSING_RULE} ${DATA_RULE}`,
    prompt: ({ location, timePeriod, audience }, material) => prompt`
Write an update on the housing market of this place and time for this audience: a title, a text of 250 to 500 words in
Markdown, three to five key points, and the statistics that the sources give of this place: metric, value, and the change as
the source says it (empty where it does not). Link to nothing but the sources. What the sources do not say is not known: say so.
${sourceTags(material, NO_SOURCES)}
<location>${location}</location>
<time>${timePeriod}</time>
<audience>${audience ?? 'home owners and buyers'}</audience>

Answer as JSON: {"title": "...", "content": "...", "keyPoints": ["..."], "statistics": [{"metric": "...", "value": "...", "change": "..."}]}`,
    answer: (input, { sources }) => checked<UpdateDraft>(Draft, (draft) => strangeAddresses(draft, input, sources)),
    offline: (input, material) => offlineMarketUpdate(input, material),
  },
  finish: (draft, { input, material, model }) => ({
    ...draft,
    content: safeMarkdown(draft.content, isSource(material.sources)),
    statistics: groundedFigures(draft.statistics, mentioning(material.sources, townOf(input.location))),
    ...searchedOf(material),
    model,
  }),
}

const NO_SOURCES = prompt`
There are no sources: say in the first sentence that no current figures were found, give no number, and write what to look at.
`
