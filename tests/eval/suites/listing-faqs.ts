import { suite } from '../suite.ts'
import { homes } from '../world/homes.ts'

export const listingFaqs = suite('generateListingFaqs', {
  cases: homes.map((property) => ({
    input: { property },
    facts: property.price ? [property.price.toLocaleString('en-US')] : ['price'],
  })),
  text: ({ faqs }) => faqs.flatMap(({ q, a }) => [q, a]).join('\n'),
  lengths: ({ faqs }) => [
    ...(faqs.length < 3 || faqs.length > 15 ? [`there are ${faqs.length} questions`] : []),
    ...faqs.filter(({ q }) => !q.trimEnd().endsWith('?')).map(({ q }) => `"${q}" is no question`),
  ],
})
