import type { Property } from '../../contract/listing.ts'
import { counted, unended } from '../wording.ts'

/** `three bedrooms and 2.5 bathrooms` as parts; empty for what is not known. */
export function roomsOf({ bedrooms, bathrooms }: Property): string[] {
  return [
    ...(bedrooms === undefined ? [] : [bedrooms === 0 ? 'no separate bedroom' : counted(bedrooms, 'bedroom')]),
    ...(bathrooms === undefined ? [] : [bathrooms === 1 ? '1 bathroom' : `${bathrooms} bathrooms`]),
  ]
}

/** What it is, to stand within a sentence. */
export const kindOf = ({ type }: Property): string => unended(type) || 'property'

export const dollars = (amount: number): string =>
  `$${amount.toLocaleString('en-US', { maximumFractionDigits: amount % 1 === 0 ? 0 : 2 })}`

/** The place of an address: `12 Elm Street, Austin, TX 78701` is in Austin. */
export function placeOf(address = ''): string | undefined {
  const parts = address.split(',').map((part) => part.trim())
  // Behind the street, and behind its suite.
  return parts
    .slice(1)
    .find(
      (part) => /^\p{L}[\p{L} .'-]+$/u.test(part) && part.length > 2 && !/^(?:suite|ste|unit|apt|floor)\b/i.test(part),
    )
}

/** With `a` or `an`, unless it has an article already. */
export const withArticle = (noun: string): string =>
  /^(?:an?|the|one|two|three|\d)\b/i.test(noun) ? noun : `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
