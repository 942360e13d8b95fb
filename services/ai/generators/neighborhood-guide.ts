import type { InputOf } from 'banyan/contract'
import { safeMarkdown } from 'banyan/text'
import * as z from 'zod'
import { type generateNeighborhoodGuide, NeighborhoodGuide } from '../contract/neighborhood-guide.ts'
import { offlineGuide } from '../offline/guide.ts'
import { DATA_RULE, FACTS_RULE, HOUSING_RULE, prompt } from '../prompt.ts'
import { checked, strangeAddresses } from './checked.ts'
import type { Generator } from './generator.ts'
import { isSource, searchedOf, sourceTags } from './sources.ts'

type Input = InputOf<typeof generateNeighborhoodGuide>

const { title, sections } = NeighborhoodGuide.shape
const Draft = z.object({ title, sections: sections.max(10).describe('Each in Markdown, without its heading') })
export type GuideDraft = z.infer<typeof Draft>

/** The parts that a guide may have, and how they are called. */
export const guideParts = {
  schools: 'Schools',
  amenities: 'Parks, shops and restaurants',
  transport: 'Getting around',
  market: 'Housing market',
} as const
export type GuidePart = keyof typeof guideParts

export const wantedParts = (input: Input): GuidePart[] =>
  (Object.keys(guideParts) as GuidePart[]).filter((part) => input[part])

export const placeIn = ({ neighborhood, city, state }: Input): string =>
  [neighborhood, city, state].filter((part) => part !== undefined).join(', ')

/** A guide to a place: the parts that were asked for, of what is written of it. */
export const neighborhoodGuide: Generator<Input, GuideDraft, NeighborhoodGuide> = {
  id: 'neighborhood-guide',
  title: 'Neighborhood guide',
  contentType: 'neighborhood-guide',
  topic: placeIn,
  estimate: { calls: 1, inputTokens: 8_000, outputTokens: 1_200 },
  search: {
    queries: (input) => ({
      web: [
        `${placeIn(input)} neighborhood`,
        ...wantedParts(input).map((part) => `${placeIn(input)} ${SEARCHED[part]}`),
      ],
      most: 10,
    }),
  },
  write: {
    says: 'Writing the guide',
    instructions: `You write guides to neighborhoods: concrete, for people who do not know the place. ${FACTS_RULE} ${HOUSING_RULE} Of schools, say what there is, and do not rate them. ${DATA_RULE}`,
    prompt: (input, material) => prompt`
Write a guide to this place with these sections: an overview${wantedParts(input).map((part) => prompt`, ${guideParts[part]}`)}. Each section has
60 to 200 words of Markdown. Link to nothing but the sources. What the sources do not say is not known: say so, and whom to
ask. Tone: ${input.tone ?? 'Professional'}.
${sourceTags(material, NO_SOURCES)}
<place>${placeIn(input)}</place>
<audience>${input.audience ?? 'people who think of moving there'}</audience>

Answer as JSON: {"title": "...", "sections": [{"heading": "...", "content": "..."}]}`,
    answer: (input, { sources }) => checked<GuideDraft>(Draft, (draft) => strangeAddresses(draft, input, sources)),
    offline: (input, material) => offlineGuide(input, material),
  },
  finish: (draft, { material, model }) => {
    const safe = (text: string) => safeMarkdown(text, isSource(material.sources))
    const sections = draft.sections.map(({ heading, content }) => ({ heading, content: safe(content) || '–' }))
    return {
      title: draft.title,
      content: safe(sections.map(({ heading, content }) => `## ${heading}\n\n${content}`).join('\n\n')).slice(
        0,
        30_000,
      ),
      sections,
      ...searchedOf(material),
      model,
    }
  },
}

const SEARCHED: Readonly<Record<GuidePart, string>> = {
  schools: 'schools',
  amenities: 'parks restaurants shops',
  transport: 'public transport commute',
  market: 'home prices market',
}

const NO_SOURCES = prompt`
There are no sources: keep to what the input says, and say in each section what to find out and whom to ask.
`
