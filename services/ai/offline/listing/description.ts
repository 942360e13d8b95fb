import type { InputOf } from 'banyan/contract'
import { shorten } from 'banyan/text'
import { descriptionLimit, type generateListingDescription, type Property } from '../../contract/listing.ts'
import type { DescriptionDraft } from '../../generators/listing-description.ts'
import { capitalised, listed, unended } from '../wording.ts'
import { dollars, kindOf, placeOf, roomsOf, withArticle } from './facts.ts'

type Input = InputOf<typeof generateListingDescription>

/** The facts of a property in sentences, those first that matter to the persona. */
export function offlineDescription({ property, persona }: Input): DescriptionDraft {
  const features = inOrderFor(persona, property.features.map((feature) => unended(feature)).filter(Boolean))
  const { squareFeet, price } = property
  const size = squareFeet === undefined ? [] : [`${squareFeet.toLocaleString('en-US')} square feet`]
  const cost = price === undefined ? [] : [`Asking price ${dollars(price)}`]
  const paragraphs = [openingOf(property), featuresOf(features), closingOf(property)].filter(Boolean)
  return {
    headline: headlineOf(property),
    description: fitting(paragraphs.join('\n\n')),
    highlights: [...roomsOf(property), ...size, ...features, ...cost].slice(0, 12).map(capitalised),
  }
}

function headlineOf(property: Property): string {
  const { bedrooms, address } = property
  const place = placeOf(address)
  const rooms = bedrooms ? `${bedrooms}-bedroom ` : ''
  return shorten(capitalised(`${rooms}${kindOf(property)}${place === undefined ? '' : ` in ${place}`}`), 90)
}

function openingOf(property: Property): string {
  const { address, squareFeet } = property
  const rooms = listed(roomsOf(property))
  const size = squareFeet === undefined ? '' : `${squareFeet.toLocaleString('en-US')} square feet`
  const has = rooms ? `has ${rooms}${size ? ` on ${size}` : ''}` : size ? `has ${size}` : ''
  const kind = kindOf(property)
  if (address === undefined) return has ? `This ${kind} ${has}.` : `For sale: ${withArticle(kind)}.`
  return has ? `The ${kind} at ${unended(address)} ${has}.` : `At ${unended(address)}: ${withArticle(kind)}.`
}

/** As a list where a feature is a sentence of its own, or there are many. */
function featuresOf(features: readonly string[]): string {
  if (features.length === 0) return ''
  const isLong = features.length > 6 || features.some((feature) => feature.length > 60)
  return isLong
    ? `What it has:\n${features.map((feature) => `• ${capitalised(feature)}`).join('\n')}`
    : `It comes with: ${listed(features)}.`
}

const closingOf = ({ price }: Property): string =>
  `${price === undefined ? '' : `The asking price is ${dollars(price)}. `}Ask for a showing to see it for yourself.`

/** Forty long features are more than a listing takes: whole lines are left out at the end, never half of one. */
function fitting(text: string): string {
  if (text.length <= descriptionLimit) return text
  const lines = text.split('\n')
  const last = lines.findLastIndex((line) => line.startsWith('• '))
  return fitting(last > 0 ? lines.toSpliced(last, 1).join('\n') : shorten(text, descriptionLimit))
}

/** Those that speak of what such a reader looks for come first; the others keep their order. */
function inOrderFor(persona: string, features: readonly string[]): string[] {
  const interest = INTERESTS.find(({ of }) => of.test(persona))?.in
  return interest ? [...features].sort((a, b) => Number(interest.test(b)) - Number(interest.test(a))) : [...features]
}

const INTERESTS = [
  { of: /invest|landlord|rental/i, in: /rent|income|tenant|lease|unit|roof|hvac|new|tax|zon/i },
  { of: /first[- ]time|starter/i, in: /new|renovat|updat|applianc|move-in|energy|warrant|hoa|roof/i },
  { of: /famil|parent|kids|children/i, in: /yard|garden|fence|school|park|garage|basement|playroom|storage/i },
  {
    of: /down-?siz|retire|senior|empty nest/i,
    in: /single[- ](?:story|level)|step|elevator|low[- ]maintenance|ground floor|garage/i,
  },
  { of: /luxur|executive/i, in: /pool|view|wine|spa|chef|marble|gated|theater|smart/i },
  { of: /remote|work from home|professional/i, in: /office|study|fiber|internet|quiet|transit|station/i },
]
