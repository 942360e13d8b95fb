import { shorten } from 'banyan/text'
import type { Material } from '../generators/generator.ts'
import type { ReportDraft } from '../generators/research-agent.ts'
import { choose, type Extract, extractsOf, inReadingOrder } from './extract.ts'

const SUMMARY = 5
const FINDINGS = { least: 3, most: 6 }

/** A report made of the sources' own sentences: nothing in it that they do not say. */
export function offlineReport(topic: string, { sources, degraded }: Material): ReportDraft {
  const extracts = extractsOf(topic, sources)
  if (extracts.length === 0) return withoutSources(topic, sources.length, degraded)
  const summary = inReadingOrder(choose(extracts, SUMMARY, { spread: 0.5 }))
  const fresh = choose(extracts, FINDINGS.most, { taken: summary, spread: 1 })
  // Where the sources are short, what the summary says has to serve again.
  const findings = [...fresh, ...summary.slice(0, Math.max(0, FINDINGS.least - fresh.length))]
  return {
    summary: [...paragraphs(summary), originOf(summary)].join('\n\n'),
    keyFindings: fill(
      findings.map(({ text, source }) => ({ finding: text, source: source + 1 })),
      topic,
    ),
  }
}

/** The first source opens; the others make the second paragraph. */
function paragraphs(extracts: readonly Extract[]): string[] {
  const first = extracts[0]?.source
  const join = (part: readonly Extract[]) => part.map(({ text }) => text).join(' ')
  const [opening, rest] = [
    extracts.filter(({ source }) => source === first),
    extracts.filter(({ source }) => source !== first),
  ]
  return [join(opening), join(rest)].filter((paragraph) => paragraph !== '')
}

function originOf(extracts: readonly Extract[]): string {
  const used = new Set(extracts.map(({ source }) => source)).size
  const from = used === 1 ? 'one source' : `${used} sources`
  return `These are sentences from ${from}, put together by the offline model without adding to them.`
}

function withoutSources(topic: string, found: number, degraded: readonly string[]): ReportDraft {
  const short = shorten(topic, 120)
  const nothing = degraded.includes('search')
    ? 'The search did not answer, so no source could be read.'
    : 'The search found no source that says anything about it.'
  const why = found > 0 ? 'What the search found does not say enough about it.' : nothing
  return {
    summary: `There is no report on “${short}” yet. ${why} The offline model adds nothing of its own: what follows are the questions that a report should answer. Ask again later, add texts of your own, or set up a language model.`,
    keyFindings: fill([], topic),
  }
}

/** Questions, named as such, where there are not enough findings. */
function fill(findings: ReportDraft['keyFindings'], topic: string): ReportDraft['keyFindings'] {
  const short = shorten(topic, 120)
  const questions = [
    `Open question: what exactly does “${short}” cover, and what does it leave out?`,
    `Open question: who has first-hand experience with “${short}”, and what do they report?`,
    `Open question: which numbers would show whether “${short}” works, and where could they be found?`,
  ]
  const missing = Math.max(0, FINDINGS.least - findings.length)
  return [...findings, ...questions.slice(0, missing).map((finding) => ({ finding, source: 0 }))]
}

/** Whether a sentence is what an offline report says of itself, and no statement about its topic. */
export const speaksOfItself = (sentence: string): boolean => /\boffline model\b|^There is no report on “/.test(sentence)
