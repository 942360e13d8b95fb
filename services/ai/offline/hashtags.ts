import { phrasesOf, termsOf } from './terms.ts'

/** Hashtags for a topic, the most telling first: its phrases, then what the context speaks of again and again. */
export function hashtagsOf(topic: string, context: string, count: number): string[] {
  const own = phrasesOf(topic).flatMap(inPairs)
  const tags = [...own.filter((phrase) => phrase.length > 1), ...own.filter((phrase) => phrase.length === 1)]
  const unlike = new Map<string, string>()
  const known = new Set<string>()
  for (const words of [...tags, ...frequent(context)]) {
    const terms = words.flatMap(termsOf)
    const tag = words
      .map(capital)
      .join('')
      .replace(/[^\p{L}\p{N}]/gu, '')
    if (tag.length < 3 || tag.length > 30 || !/\p{L}/u.test(tag) || terms.every((term) => known.has(term))) continue
    unlike.set(tag.toLowerCase(), `#${tag}`)
    for (const term of terms) known.add(term)
  }
  return [...unlike.values()].slice(0, count)
}

/** What stands side by side at least twice, then single words that come at least three times. */
function frequent(context: string): string[][] {
  const phrases = phrasesOf(context).map((phrase) => phrase.map((word) => word.toLowerCase()))
  const pairs = phrases.flatMap((phrase) => phrase.slice(1).map((word, at) => [phrase[at] ?? '', word]))
  const words = phrases.flat().filter((word) => word.length > 5 && !/(?:ing|ed|ly)$|\d/.test(word))
  return [
    ...repeated(pairs, 2),
    ...repeated(
      words.map((word) => [word]),
      3,
    ),
  ]
}

function repeated(groups: readonly string[][], least: number): string[][] {
  const counts = new Map<string, { words: string[]; count: number }>()
  for (const words of groups) {
    const key = words.flatMap(termsOf).join(' ')
    const entry = counts.get(key)
    if (entry) entry.count++
    else counts.set(key, { words, count: 1 })
  }
  return [...counts.values()]
    .filter(({ count }) => count >= least)
    .sort((a, b) => b.count - a.count || a.words.join().localeCompare(b.words.join()))
    .map(({ words }) => words)
}

/** A tag of more than three words is hard to read: `real estate agent marketing` makes two. */
function inPairs(phrase: readonly string[]): string[][] {
  if (phrase.length <= 3) return [[...phrase]]
  return [phrase.slice(0, 2), ...inPairs(phrase.slice(2))]
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
