/** A lesson as it is searched: without its Markdown. */
export interface Searchable {
  readonly key: string
  readonly title: string
  readonly plain: string
}

export interface Found {
  readonly key: string
  readonly title: string
  /** The sentence in which it stands, in three parts: before, the words, after. */
  readonly excerpt: readonly [string, string, string]
}

/** Lessons that have all of the words, as parts of words; those that have them in their title first. */
export function find(lessons: readonly Searchable[], query: string): readonly Found[] {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const [first] = words
  if (first === undefined) return []
  return lessons
    .filter(({ title, plain }) => words.every((word) => `${title} ${plain}`.toLowerCase().includes(word)))
    .map((lesson) => ({ ...lesson, entitled: words.every((word) => lesson.title.toLowerCase().includes(word)) }))
    .sort((one, other) => Number(other.entitled) - Number(one.entitled))
    .map(({ key, title, plain }) => ({ key, title, excerpt: excerptOf(plain, words) }))
}

/** Around the first of the words that stands in the text. */
function excerptOf(plain: string, words: readonly string[]): Found['excerpt'] {
  const lower = plain.toLowerCase()
  const at = words.map((word) => ({ word, at: lower.indexOf(word) })).find((each) => each.at >= 0)
  if (!at) return [plain.slice(0, 2 * AROUND), '', '']
  const [from, end] = [at.at, at.at + at.word.length]
  const begin = Math.max(0, plain.lastIndexOf(' ', Math.max(0, from - AROUND)) + 1)
  const until = plain.indexOf(' ', end + AROUND)
  return [
    (begin > 0 ? '… ' : '') + plain.slice(begin, from),
    plain.slice(from, end),
    plain.slice(end, until < 0 ? undefined : until) + (until < 0 ? '' : ' …'),
  ]
}

const AROUND = 70
