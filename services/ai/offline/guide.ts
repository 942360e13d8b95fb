import type { InputOf } from 'banyan/contract'
import { shorten } from 'banyan/text'
import type { generateNeighborhoodGuide } from '../contract/neighborhood-guide.ts'
import type { Material } from '../generators/generator.ts'
import { type GuideDraft, type GuidePart, guideParts, placeIn, wantedParts } from '../generators/neighborhood-guide.ts'
import { mentioning } from '../research/mention.ts'
import { choose, type Extract, extractsOf, inReadingOrder } from './extract.ts'
import { blocks, bullets, inLine, link } from './markdown.ts'

type Input = InputOf<typeof generateNeighborhoodGuide>

/** The sentences of those sources that name the place, by what they speak of; where there are none, whom to ask. */
export function offlineGuide(input: Input, { sources }: Material): GuideDraft {
  const place = placeIn(input)
  const near = mentioning(sources, input.neighborhood ?? input.city)
  // A neighborhood has its name from many cities: only what names the city as well is about this one.
  const here = input.neighborhood === undefined ? near : mentioning(near, input.city)
  const extracts = extractsOf(place, here)
  const taken: Extract[] = []
  const section = (part: GuidePart) => {
    const about = extracts.filter(({ text }) => SPEAKS_OF[part].test(withoutName(text, input)))
    const chosen = choose(about, 4, { taken, spread: 0.5 })
    taken.push(...chosen)
    return { heading: guideParts[part], content: chosen.length > 0 ? said(chosen) : ASK[part] }
  }
  const sections = wantedParts(input).map(section)
  const overview = choose(extracts, 3, { taken, spread: 0.5 })
  const pages = here.slice(0, 6).map(({ title, url }) => link(title, url))
  return {
    title: shorten(`A guide to ${place}`, 200),
    sections: [
      { heading: 'Overview', content: blocks([openingOf(input), said(overview)]) },
      ...sections,
      ...(pages.length > 0 ? [{ heading: 'Sources', content: bullets(pages) }] : []),
    ],
  }
}

const said = (extracts: readonly Extract[]): string =>
  inReadingOrder(extracts)
    .map(({ text }) => text)
    .join(' ')

function openingOf(input: Input): string {
  const { neighborhood, city, state, audience } = input
  const where = neighborhood === undefined ? `${city} is in ${state}.` : `${neighborhood} is in ${city}, ${state}.`
  return inLine(`${where}${audience === undefined ? '' : ` This guide was put together for ${audience}.`}`)
}

/** A name may be made of such words: `Hyde Park` is no park, and `College Station` neither. */
const withoutName = (text: string, { neighborhood = '', city }: Input): string =>
  [neighborhood, city].filter(Boolean).reduce((rest, name) => rest.replaceAll(name, ' '), text)

const SPEAKS_OF: Readonly<Record<GuidePart, RegExp>> = {
  schools: /\b(?:schools?|districts?|universit|colleges?|kindergarten|academy|campus|students?|educat)/i,
  amenities:
    /\b(?:parks?|restaurants?|shops?|shopping|caf[eé]s?|coffee|librar|museums?|gyms?|grocer|stores?|trails?|playgrounds?|theaters?|farmers|bakery|pools?)/i,
  transport:
    /\b(?:bus|buses|trains?|metro|rail|transit|bikes?|bicycle|cycling|highways?|interstate|airport|commut|walk|sidewalks?|parking|stations?|traffic)/i,
  market:
    /\b(?:median|home prices?|prices?|rents?|homes sold|listings?|inventory|housing market|for sale|apartments?|bungalows?|condos?|houses)\b/i,
}

/** Whom to ask, and what: the frame of a section that nothing was found for. */
const ASK: Readonly<Record<GuidePart, string>> = {
  schools: blocks([
    'No source was found that tells of the schools. The school district can say which schools belong to an address.',
    bullets([
      'Which public schools belong to an address here?',
      'Which other schools are near, and how does one get in?',
    ]),
  ]),
  amenities: blocks([
    'No source was found that tells of parks, shops and restaurants. A walk on a weekday and one on a weekend show most.',
    bullets(['Where does one buy groceries on foot?', 'Where do people meet?', 'What is open late?']),
  ]),
  transport: blocks([
    'No source was found that tells of transport. The city’s transit agency has lines and timetables.',
    bullets([
      'Which lines stop here, and how often?',
      'How long does the way to work take at rush hour?',
      'Where does one park?',
    ]),
  ]),
  market: blocks([
    'No source with figures was found. Current figures come from the local MLS or association of realtors.',
    bullets(['What did the last homes here sell for?', 'How long were they on the market?']),
  ]),
}
