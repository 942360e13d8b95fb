import { shorten } from 'banyan/text'
import type { ListingFaqs, Property } from '../../contract/listing.ts'
import { capitalised, listed, unended } from '../wording.ts'
import { dollars, kindOf, roomsOf, withArticle } from './facts.ts'

type Faq = ListingFaqs['faqs'][number]

/** What buyers ask, answered by the facts; what everybody asks and nobody told is said to be open. */
export function offlineFaqs(property: Property): Faq[] {
  const { address, squareFeet, price, features } = property
  const rooms = roomsOf(property)
  const named = features.map((feature) => unended(feature)).filter(Boolean)
  const answered: (Faq | undefined)[] = [
    { q: 'What kind of property is it?', a: `It is ${withArticle(kindOf(property))}.` },
    address === undefined ? undefined : { q: 'Where is it?', a: `At ${unended(address)}.` },
    rooms.length === 0 ? undefined : { q: 'How many rooms does it have?', a: `It has ${listed(rooms)}.` },
    squareFeet === undefined
      ? undefined
      : { q: 'How large is it?', a: `It has ${squareFeet.toLocaleString('en-US')} square feet.` },
    price === undefined ? undefined : { q: 'What is the asking price?', a: `The asking price is ${dollars(price)}.` },
    named.length === 0 ? undefined : { q: 'What comes with it?', a: shorten(`It comes with: ${listed(named)}.`, 1200) },
    ...TOPICS.map(({ q, of }) => {
      const found = named.filter((feature) => of.test(feature))
      return found.length === 0 ? undefined : { q, a: shorten(`${capitalised(listed(found))}.`, 1200) }
    }),
  ]
  const open = OPEN.filter(({ of }) => !named.some((feature) => of.test(feature))).map(({ q, a }) => ({ q, a }))
  const priced =
    price === undefined ? [{ q: 'What is the asking price?', a: 'It is not stated here. Ask the listing agent.' }] : []
  return [...answered.filter((faq) => faq !== undefined), ...priced, ...open].slice(0, 12)
}

/** Questions that a feature answers. */
const TOPICS: readonly { readonly q: string; readonly of: RegExp }[] = [
  { q: 'Is there parking?', of: /garage|parking|carport|driveway/i },
  { q: 'Is there outdoor space?', of: /garden|yard|patio|deck|balcony|terrace|porch/i },
  { q: 'What has been renovated?', of: /\bnew\b|renovat|remodel|updat|replaced/i },
]

/** What is asked of every home. Left out where a feature speaks of it. */
const OPEN: readonly { readonly q: string; readonly a: string; readonly of: RegExp }[] = [
  {
    q: 'Are there HOA fees?',
    a: 'It is not stated here. Ask the listing agent for the fees and the rules.',
    of: /\bhoa\b|association/i,
  },
  {
    q: 'What are the property taxes?',
    a: 'They are not stated here. The county’s records and the listing agent can tell.',
    of: /\btax/i,
  },
  { q: 'How can I see it?', a: 'Ask the listing agent for a showing.', of: /open house|showing/i },
]
