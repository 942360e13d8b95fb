import { contentWords } from './terms.ts'

/** Two or three searches for a topic: as it is asked, its core words, and the one that says most with its neighbour. */
export function offlineQueries(topic: string): string[] {
  const words = contentWords(topic)
  const core = words.slice(0, 6).join(' ')
  const pair = words.length > 2 ? `${longest(words)} ${words.at(-1)}` : `${core} history practice`
  const queries = [topic, core, pair].map((query) => query.replace(/\s+/g, ' ').trim().slice(0, 200))
  const unlike = new Map(queries.filter((query) => query.length > 1).map((query) => [query.toLowerCase(), query]))
  return [...unlike.values()]
}

const longest = (words: readonly string[]): string =>
  words.slice(0, -1).reduce((best, word) => (word.length > best.length ? word : best), '')
