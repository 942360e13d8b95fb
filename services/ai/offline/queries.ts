import { phrasesOf } from './terms.ts'

/** Up to three searches for a topic: as it is asked, its core words, and the part of it that says most. */
export function offlineQueries(topic: string): string[] {
  const phrases = phrasesOf(topic)
  const words = phrases.flat()
  const longest = phrases.reduce<string[]>((best, phrase) => (phrase.length > best.length ? phrase : best), [])
  const part = longest.length < words.length ? longest : words.slice(-2)
  const queries = [topic, words.slice(0, 6).join(' '), part.join(' ')].map((query) => query.trim().slice(0, 200))
  const unlike = new Map(queries.filter((query) => query.length > 1).map((query) => [query.toLowerCase(), query]))
  return [...unlike.values()]
}
