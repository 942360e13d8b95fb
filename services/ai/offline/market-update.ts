import type { InputOf } from 'banyan/contract'
import { shorten } from 'banyan/text'
import type { generateMarketUpdate } from '../contract/market-update.ts'
import type { Material, Source } from '../generators/generator.ts'
import type { UpdateDraft } from '../generators/market-update.ts'
import { marketFigures } from '../research/figures.ts'
import { mentioning, townOf } from '../research/mention.ts'
import { choose, extractsOf, inReadingOrder } from './extract.ts'
import { blocks, bullets, inLine, link } from './markdown.ts'

type Input = InputOf<typeof generateMarketUpdate>

/** The figures and sentences of those sources that name the place; without any, what to look at. */
export function offlineMarketUpdate(input: Input, { sources, degraded }: Material): UpdateDraft {
  const { location, timePeriod, audience } = input
  const title = shorten(`Housing market update: ${location}, ${timePeriod}`, 200)
  const here = mentioning(sources, townOf(location))
  const statistics = marketFigures(here)
  const said = sentencesOf(location, here)
  const used = here.filter(
    (source, at) => said.some((each) => each.source === at) || marketFigures([source]).length > 0,
  )
  if (said.length + statistics.length === 0) return withoutFigures(title, input, degraded)
  return {
    title,
    content: blocks([
      `What the sources say of the housing market of ${inLine(location)}${audience === undefined ? '' : `, put together for ${inLine(audience)}`}:`,
      statistics.length === 0
        ? ''
        : `## The figures\n\n${bullets(statistics.map(({ metric, value, change }) => `**${metric}:** ${value}${change ? ` (${change})` : ''}`))}`,
      said.length === 0 ? '' : `## What is reported\n\n${said.map(({ text }) => text).join(' ')}`,
      `## Sources\n\n${bullets(used.slice(0, 6).map(({ title: name, url }) => link(name, url)))}`,
    ]),
    keyPoints: [
      ...statistics.map(({ metric, value, change }) => `${metric}: ${value}${change ? `, ${change}` : ''}`),
      ...said.map(({ text }) => text),
    ].slice(0, 5),
    statistics,
  }
}

function sentencesOf(location: string, sources: readonly Source[]) {
  const extracts = extractsOf(`${location} housing market`, sources).filter(({ text }) => OF_THE_MARKET.test(text))
  return inReadingOrder(choose(extracts, 5, { spread: 0.5 }))
}

const OF_THE_MARKET =
  /\b(?:market|prices?|rents?|sales?|sold|sellers?|buyers?|listings?|inventory|supply|mortgages?|median|demand|construction|permits)\b/i

/** No number is made up: the text says which ones to get, and where. */
function withoutFigures(title: string, { location, timePeriod }: Input, degraded: readonly string[]): UpdateDraft {
  const why = degraded.includes('search')
    ? 'The search did not answer, so no figures could be read.'
    : `No source with current figures for ${location} was found.`
  const looked = [
    'Median sale price, and how it changed against the same month a year ago',
    'Homes sold, and new listings',
    'Days on market',
    'Months of supply',
    'Mortgage rates',
  ]
  return {
    title,
    content: blocks([
      `${inLine(why)} This is the frame of an update (${inLine(timePeriod)}), to be filled with figures of your MLS or your local association of realtors.`,
      `## The figures to look up\n\n${bullets(looked)}`,
      '## What to say about them\n\nSay what each figure means for somebody who buys, and for somebody who sells. Name the source and the date of each.',
    ]),
    keyPoints: [
      why,
      'Figures of the local MLS or association of realtors have to be filled in before it is published.',
    ],
    statistics: [],
  }
}
