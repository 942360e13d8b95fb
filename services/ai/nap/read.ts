import type { Source } from '../generators/generator.ts'
import { mentions, textOf } from '../research/mention.ts'
import { addressParts, digitsOf, sameAddress, samePhone } from './same.ts'
import { states } from './states.ts'

/** How somebody is listed: the details as one gives them, or as they were found. Empty where there is none. */
export interface Details {
  readonly name: string
  readonly address: string
  readonly phone: string
}

/** The details that a page gives, those that agree with one's own before others. */
export function detailsOn(source: Source, own: Details): Details {
  const text = textOf(source)
  const phones = phonesIn(text)
  const addresses = addressesIn(text)
  return {
    name: mentions(text, own.name) ? own.name : nameIn(source.title, own.name),
    address: addresses.find((address) => sameAddress(address, own.address)) ?? addresses[0] ?? '',
    phone: phones.find((phone) => samePhone(phone, own.phone)) ?? phones[0] ?? '',
  }
}

/** Whether a page is about somebody: it has the name, the number or, with the family name, the agency. */
export function isAbout(
  source: Source,
  { name, phone, agency }: { name: string; phone: string; agency: string },
): boolean {
  const text = textOf(source)
  const family = name.trim().split(/\s+/).at(-1) ?? name
  return (
    mentions(text, name) ||
    phonesIn(text).some((found) => samePhone(found, phone)) ||
    (mentions(text, agency) && mentions(text, family))
  )
}

/** Numbers of the form that the USA writes. */
export const phonesIn = (text: string): string[] =>
  (text.match(/(?<![\d-])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?![\d-])/g) ?? []).filter(
    (phone) => digitsOf(phone).length === 10,
  )

/** From a number to the word for a street, and what stands behind it: suite, town, state and zip. */
export function addressesIn(text: string): string[] {
  return (text.match(ADDRESS) ?? [])
    .map((address) => address.trim())
    .filter((address) => addressParts(address).street !== '')
}

const STREET =
  '(?:St|Street|Ave|Avenue|Blvd|Boulevard|Rd|Road|Dr|Drive|Ln|Lane|Ct|Court|Cir|Circle|Pl|Place|Pkwy|Parkway|Hwy|Highway|Ter|Terrace|Trl|Trail|Sq|Square|Plz|Plaza|Way|Loop|Cove)'
const STATE = [...states.keys()].map((name) => name.replace(/\b[a-z]/g, (first) => first.toUpperCase())).join('|')
const ADDRESS = new RegExp(
  String.raw`(?<![\d$.,-])\d{1,6}\s+(?:[NSEW]{1,2}\.?\s+)?(?:[\p{Lu}\d][\p{L}\d'’.-]{0,30}\s+){1,4}${STREET}\b\.?(?:\s+[NSEW]{1,2}\b)?` +
    String.raw`(?:,?\s+(?:Suite|Ste\.?|Unit|Apt\.?|Floor|#)\s*[\w-]{1,8})?(?:,\s*(?:(?:St|Ft|Mt)\.\s)?\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,3})?(?:,?\s+(?:[A-Z]{2}\b|${STATE}))?(?:\s+\d{5}(?:-\d{4})?)?`,
  'gu',
)

/** The first part of a title, when it shares the family name: another spelling of the same person. */
function nameIn(title: string, own: string): string {
  const family = own.trim().split(/\s+/).at(-1) ?? own
  const first = title.split(/\s+[-–—|•·:]\s+|,\s/)[0]?.trim() ?? ''
  return first.split(/\s+/).length <= 4 && mentions(first, family) ? first.slice(0, 200) : ''
}
