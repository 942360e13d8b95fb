import type { InputOf } from 'banyan/contract'
import type * as z from 'zod'
import { type generateListingDescription, ListingDescription } from '../contract/listing.ts'
import { offlineDescription } from '../offline/listing/description.ts'
import { DATA_RULE, FACTS_RULE, HOUSING_RULE, prompt } from '../prompt.ts'
import { checked, missing, strangeAddresses } from './checked.ts'
import type { Generator } from './generator.ts'
import { propertyTags } from './property-tags.ts'

type Input = InputOf<typeof generateListingDescription>

const Draft = ListingDescription.omit({ model: true })
export type DescriptionDraft = z.infer<typeof Draft>

/** The text of a listing, of the facts of the property alone. */
export const listingDescription: Generator<Input, DescriptionDraft, ListingDescription> = {
  id: 'listing-description',
  title: 'Listing description',
  contentType: 'listing-description',
  estimate: { calls: 1, inputTokens: 600, outputTokens: 350 },
  write: {
    says: 'Writing the description',
    instructions: `You write listings of homes: concrete, without superlatives. ${FACTS_RULE} ${HOUSING_RULE} ${DATA_RULE}`,
    prompt: ({ property, persona }) => prompt`
Describe this property for a listing. It is written with the persona in mind: put first what matters to them, but do not name
them.

- a headline of at most 90 characters
- a description of 100 to 200 words, which names each feature
- highlights: three to eight short lines
${propertyTags(property)}
<persona>${persona}</persona>

Answer as JSON: {"headline": "...", "description": "...", "highlights": ["..."]}`,
    answer: (input) => checked(Draft, (draft) => complaints(draft, input)),
    offline: (input) => offlineDescription(input),
  },
  finish: (draft, { model }) => ({ ...draft, model }),
}

/** What a buyer is told in numbers must be what the property has. */
function complaints(draft: DescriptionDraft, { property }: Input): string[] {
  const all = JSON.stringify(draft)
  const { price, squareFeet } = property
  const numbers = [price, squareFeet].flatMap((number) =>
    number === undefined ? [] : [number.toLocaleString('en-US')],
  )
  return [...missing(all, numbers), ...strangeAddresses(draft, property)]
}
