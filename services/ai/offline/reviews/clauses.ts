import { sentences } from 'banyan/text'
import { degrees, entriesFrom, negators } from './lexicon.ts'

/** A part of a review that makes one point, and how it is meant: above 0 praise, below 0 complaint. */
export interface Clause {
  readonly text: string
  /** Its words in lower case, a space before each. */
  readonly spoken: string
  readonly score: number
}

/** The clauses of a review, in order. `great, but slow` makes two. */
export function clausesOf(review: string): Clause[] {
  return sentences(review.replace(/[’‘]/g, "'"))
    .flatMap((sentence) => sentence.split(BREAK))
    .map((text) => text.trim().replace(/^[,;:\s]+/, ''))
    .filter((text) => /[\p{L}\p{N}]/u.test(text))
    .map((text) => {
      const words = wordsOf(text)
      return { text, spoken: ` ${words.join(' ')}`, score: scoreOf(words) }
    })
}

/** The overall score of some clauses, from -1 to 1: one good word is not all, and ten are not ten times as much. */
export function overall(clauses: readonly Clause[]): number {
  const sum = clauses.reduce((total, { score }) => total + score, 0)
  return Math.round((sum / Math.sqrt(sum * sum + SOFTENING)) * 100) / 100
}

/** With it one plain `good` gives 0.7. */
const SOFTENING = 4

/** Where a sentence turns, or begins a new point. */
const BREAK =
  /[;:()–—]|\s-\s|,?\s+(?=(?:but|however|although|though|yet|whereas|while|except|unfortunately|sadly|luckily|fortunately)\b)/i

/** How far a negation reaches: `did not find her very helpful`. */
const REACH = 4
/** Behind a negation: `not only`, `no doubt`, `cannot recommend her enough`. */
const TAKES_NOTHING_BACK = /^(?:only|doubt|to mention)\b|^(?:recommend|thank|praise)\b.*\b(?:enough|more)\b/

/** How far behind it may stand what tells that a negation takes nothing back. */
const FAR = 8
/** `not great` is less bad than `bad`. */
const TURNED = -0.75

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? []

/** What a run of words says, negations turned round. */
function scoreOf(words: readonly string[]): number {
  let sum = 0
  let at = 0
  let negated = 0
  while (at < words.length) {
    const { length, weight } = entryAt(words, at)
    const word = words[at] ?? ''
    if (weight !== undefined) {
      const degree = degrees.get(words[at - 1] ?? '') ?? 1
      sum += weight * degree * (negated > 0 ? TURNED : 1)
    }
    const denies =
      negators.has(word) &&
      weight === undefined &&
      !TAKES_NOTHING_BACK.test(words.slice(at + 1, at + 1 + FAR).join(' '))
    negated = denies ? REACH : negated - length
    at += length
  }
  return sum
}

/** The longest entry of the lexicon that begins here. */
function entryAt(words: readonly string[], at: number): { length: number; weight: number | undefined } {
  const entry = entriesFrom
    .get(words[at] ?? '')
    ?.find((each) => each.words.every((word, next) => word === words[at + next]))
  return { length: entry?.words.length ?? 1, weight: entry?.weight }
}
