import type { InputOf } from 'banyan/contract'
import * as z from 'zod'
import { type generateListingFaqs, ListingFaqs } from '../contract/listing.ts'
import { offlineFaqs } from '../offline/listing/faqs.ts'
import { DATA_RULE, FACTS_RULE, HOUSING_RULE, prompt } from '../prompt.ts'
import { checked, strangeAddresses } from './checked.ts'
import type { Generator } from './generator.ts'
import { propertyTags } from './property-tags.ts'

type Input = InputOf<typeof generateListingFaqs>

const Draft = z.object({ faqs: ListingFaqs.shape.faqs })
export type FaqsDraft = z.infer<typeof Draft>

/** What buyers ask about a property, answered where it is known. */
export const listingFaqs: Generator<Input, FaqsDraft, ListingFaqs> = {
  id: 'listing-faqs',
  title: 'Listing FAQs',
  contentType: 'listing-faqs',
  estimate: { calls: 1, inputTokens: 500, outputTokens: 450 },
  write: {
    says: 'Answering questions',
    instructions: `You answer what buyers ask about a home. ${FACTS_RULE} ${HOUSING_RULE} ${DATA_RULE}`,
    prompt: ({ property }) => prompt`
Write six to ten questions that buyers ask about this property, each with an answer of one to three sentences. Where the
facts do not answer a question that everybody asks, say that it is not known and whom to ask.
${propertyTags(property)}

Answer as JSON: {"faqs": [{"q": "...?", "a": "..."}]}`,
    answer: ({ property }) => checked<FaqsDraft>(Draft, ({ faqs }) => strangeAddresses(faqs, property)),
    offline: ({ property }) => ({ faqs: offlineFaqs(property) }),
  },
  finish: ({ faqs }, { model }) => ({ faqs, model }),
}
