import { sentences } from 'banyan/text'
import type { MarketUpdate } from '../contract/market-update.ts'
import type { Source } from '../generators/generator.ts'
import { numbersIn, textOf } from './mention.ts'

type Statistic = MarketUpdate['statistics'][number]

/** The figures of a market that texts give in so many words: metric, value, and how it changed. Each metric once. */
export function marketFigures(sources: readonly Source[]): Statistic[] {
  const found = new Map<string, Statistic>()
  for (const { text } of sources)
    for (const sentence of sentences(text))
      for (const { metric, pattern, value } of METRICS) {
        const said = valueIn(sentence, pattern, value)
        if (said !== undefined && !found.has(metric))
          found.set(metric, { metric, value: said, change: changeIn(sentence) })
      }
  return [...found.values()]
}

/** `a median price of $520,000`, `9,800 active listings`: the nearest one, behind the metric or right before it. */
function valueIn(sentence: string, metric: RegExp, value: RegExp): string | undefined {
  const found = metric.exec(sentence)
  if (!found) return undefined
  const [from, to] = [found.index, found.index + found[0].length]
  const near = [...sentence.matchAll(new RegExp(value, 'gi'))]
    .map((each) => ({ text: each[0], before: from - each.index - each[0].length, behind: each.index - to }))
    .filter(({ before }) => before <= 12)
    .sort((a, b) => Math.max(a.before, a.behind) - Math.max(b.before, b.behind))
  return near[0]?.text.trim().replace(/[.,]$/, '')
}

/** Statistics without those whose numbers no source gives. */
export function groundedFigures(statistics: readonly Statistic[], sources: readonly Source[]): Statistic[] {
  const known = new Set(sources.flatMap((source) => numbersIn(textOf(source))))
  const stands = (text: string) => numbersIn(text).every((number) => known.has(number))
  return statistics
    .filter(({ value }) => numbersIn(value).length > 0 && stands(value))
    .map((statistic) => (stands(statistic.change) ? statistic : { ...statistic, change: '' }))
}

const MONEY = /\$\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|[km]\b))?/i
const COUNT = /(?<![$\d.,])\d{1,3}(?:,\d{3})*(?![\d,.]*\d)(?!\s?(?:%|percent|million|bedroom|days?\b|years?\b))/i
const DAYS = /(?<![$\d.,])\d{1,3}(?:\.\d)?\s+days?/i
const SHARE = /\d+(?:\.\d+)?\s?(?:%|percent)/i
const MONTHS = /\d+(?:\.\d+)?\s+months?\b/i

const METRICS: readonly { readonly metric: string; readonly pattern: RegExp; readonly value: RegExp }[] = [
  { metric: 'Median price', pattern: /median\s+(?:\w+\s+){0,2}(?:price|value)/i, value: MONEY },
  { metric: 'Average price', pattern: /average\s+(?:\w+\s+){0,2}(?:price|value)/i, value: MONEY },
  { metric: 'Median rent', pattern: /(?:median|average)\s+(?:\w+\s+)?rent/i, value: MONEY },
  { metric: 'Days on market', pattern: /days on (?:the )?market|days to sell|sold (?:in|within|after)/i, value: DAYS },
  { metric: 'Months of supply', pattern: /months?[’']? (?:of )?(?:supply|inventory)/i, value: MONTHS },
  { metric: 'Active listings', pattern: /active listings|homes for sale|new listings/i, value: COUNT },
  { metric: 'Homes sold', pattern: /homes (?:were )?sold|closed sales|home sales|sales closed/i, value: COUNT },
  { metric: 'Mortgage rate', pattern: /mortgage rates?/i, value: SHARE },
]

/** `up 3.2 % from a year ago`, as the sentence says it. */
const changeIn = (sentence: string): string =>
  (
    /\b(?:up|down|rose|rising|fell|falling|grew|increased|decreased|dropped|climbed|declined|gained)\s+(?:by\s+|nearly\s+|about\s+|to\s+)?\$?\d[\d,.]*\s?(?:%|percent(?:age points)?|days|points)?(?:\s+(?:from|compared|over|year|since|in|on)\b[^,.;]{0,50})?/i.exec(
      sentence,
    )?.[0] ?? ''
  )
    .trim()
    .slice(0, 120)
