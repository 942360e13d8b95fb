import { plainText, sentences } from 'banyan/text'
import { termsOf } from './terms.ts'

/** A sentence of a source that can stand on its own, with how much it says about the topic. */
export interface Extract {
  readonly text: string
  /** Index of the source it comes from, and its place in it. */
  readonly source: number
  readonly at: number
  readonly score: number
  /** How much its source is about the topic, as a share of the source that is most about it. */
  readonly relevance: number
  readonly terms: ReadonlySet<string>
}

export interface Text {
  readonly title: string
  readonly text: string
}

/**
 * The sentences of some texts, each with a score: near to what the texts have in common, near to the topic, early in its
 * text, and in a text that is about the topic and stands early itself. A text that hardly touches the topic beside one
 * that is about it gives none. Deterministic.
 */
export function extractsOf(topic: string, texts: readonly Text[]): Extract[] {
  const wanted = new Set(termsOf(topic))
  const relevant = relevance(wanted, texts)
  const found = texts.flatMap(({ text }, source) =>
    (relevant[source] ?? 0) < HALF
      ? []
      : sentences(plainText(text))
          .map((sentence, at) => ({ text: sentence, source, at }))
          .filter((sentence) => isQuotable(sentence.text))
          .map((sentence) => ({ ...sentence, terms: new Set(termsOf(sentence.text)) })),
  )
  const weight = weights(found.map(({ terms }) => terms))
  return found.map((sentence) => {
    const { terms, source, at, text } = sentence
    const central = mean([...terms].map(weight))
    const onTopic = wanted.size === 0 ? 0 : [...terms].filter((term) => wanted.has(term)).length / wanted.size
    const place = (1 + 0.3 / (1 + at)) / (1 + 0.15 * source)
    const relevance = relevant[source] ?? 0
    return { ...sentence, relevance, score: (central + onTopic) * place * relevance * (LEANS.test(text) ? 0.4 : 1) }
  })
}

const HALF = 0.5

/** Below this share of the topic's weight, the best text is about something else. */
const ENOUGH = 0.25

/** How much of the topic each text has, rare words weighing more and those of the title twice, as a share of the best's. */
function relevance(wanted: ReadonlySet<string>, texts: readonly Text[]): number[] {
  const titles = texts.map(({ title }) => new Set(termsOf(title)))
  const bodies = texts.map(({ text }, at) => new Set([...termsOf(text), ...(titles[at] ?? [])]))
  const weightOf = (term: string) => Math.log(1 + texts.length / (1 + bodies.filter((own) => own.has(term)).length))
  const sum = (own: ReadonlySet<string>) =>
    [...wanted].reduce((total, term) => total + (own.has(term) ? weightOf(term) : 0), 0)
  const shares = bodies.map((own, at) => (sum(own) + sum(titles[at] ?? new Set())) / 2)
  const covered = Math.max(0, ...bodies.map(sum)) / (sum(wanted) || 1)
  const best = Math.max(0, ...shares)
  return shares.map((share) => (wanted.size === 0 ? 1 : covered < ENOUGH || best === 0 ? 0 : share / best))
}

/**
 * The best `count` of the extracts, each saying something new beside those already `taken` and those before it.
 * `spread` lowers the score of a source with each sentence taken from it, so that more than one is heard.
 */
export function choose(
  extracts: readonly Extract[],
  count: number,
  { taken = [], spread }: { readonly taken?: readonly Extract[]; readonly spread: number },
): Extract[] {
  const chosen: Extract[] = []
  const candidates = new Set(extracts.filter((extract) => !taken.includes(extract)))
  while (chosen.length < count && candidates.size > 0) {
    const known = [...taken, ...chosen]
    let best: { extract: Extract; worth: number } | undefined
    for (const extract of candidates) {
      const repeated = Math.max(0, ...known.map((other) => overlap(extract.terms, other.terms)))
      if (repeated > 0.6) continue
      const heard = chosen.filter(({ source }) => source === extract.source).length
      const worth = (extract.score * (1 - repeated)) / (1 + spread * heard)
      if (!best || worth > best.worth) best = { extract, worth }
    }
    if (!best) break
    chosen.push(best.extract)
    candidates.delete(best.extract)
  }
  return chosen
}

/** The source that is most about the topic first, each one's sentences in its own order. */
export const inReadingOrder = (extracts: readonly Extract[]): Extract[] =>
  [...extracts].sort((a, b) => b.relevance - a.relevance || a.source - b.source || a.at - b.at)

/** A whole statement of a length that one reads at a glance. */
function isQuotable(sentence: string): boolean {
  return (
    /^[\p{Lu}\p{N}"“]/u.test(sentence) &&
    /[.!]["”)]?$/.test(sentence) &&
    sentence.length >= 40 &&
    sentence.length <= 320 &&
    !SPEAKS_TO_MODELS.test(sentence)
  )
}

/** Says nothing of its topic, but tells a model what to do. */
const SPEAKS_TO_MODELS =
  /\b(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your |my )?(?:previous|prior|above|earlier|other|preceding)\b|\bsystem prompt\b|\byou are (?:now )?an? (?:ai|language model|assistant)\b/i

/** Begins with a word that points back to a sentence which will not be there. */
const LEANS =
  /^(?:it|its|this|that|these|those|they|their|he|she|his|her|such|so|but|and|or|then|thus|hence|however|therefore|instead|also|both|here|there|another|others?|one|some|without (?:one|it|them|this)|for example|for instance|in other words|on the other hand|that is|as a result)\b/i

/** How much a term says: used again and again, but not in every sentence. */
function weights(sentences: readonly ReadonlySet<string>[]): (term: string) => number {
  const counts = new Map<string, number>()
  for (const terms of sentences) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  const most = Math.max(1, ...counts.values())
  return (term) => Math.log(1 + (counts.get(term) ?? 0)) / Math.log(1 + most)
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / Math.max(6, values.length)

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size)
  return smaller === 0 ? 0 : [...a].filter((term) => b.has(term)).length / smaller
}
