import { contentWords, termsOf } from './terms.ts'

/** Hashtags for a topic, the most telling first: the topic itself, its words, then what the context speaks of most. */
export function hashtagsOf(topic: string, context: string, count: number): string[] {
  const words = contentWords(topic)
  const whole = words.length > 1 && words.length <= 3 ? [words.map(capital).join('')] : []
  const tags = [...whole, ...words.filter((word) => word.length > 3).map(capital), ...frequent(context)]
  const unlike = new Map<string, string>()
  for (const tag of tags.map((tag) => tag.replace(/[^\p{L}\p{N}]/gu, ''))) {
    const key = termsOf(tag)[0] ?? tag.toLowerCase()
    if (tag.length >= 3 && tag.length <= 30 && /\p{L}/u.test(tag) && !unlike.has(key)) unlike.set(key, `#${tag}`)
  }
  return [...unlike.values()].slice(0, count)
}

function frequent(context: string): string[] {
  const counts = new Map<string, { word: string; count: number }>()
  for (const word of contentWords(context)) {
    const [term = word] = termsOf(word)
    const entry = counts.get(term)
    if (entry) entry.count++
    else if (word.length > 4 && !/\d/.test(word)) counts.set(term, { word, count: 1 })
  }
  return [...counts.values()]
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count || a.word.localeCompare(b.word))
    .map(({ word }) => capital(word.toLowerCase()))
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
