import { type Blocks, labelled, list, paragraphs, section, table } from './compose.ts'

/** JSON of a form that nobody told us, field by field. What lies deeper than headings go stands there as JSON. */
export function anything(value: unknown, level = 2): Blocks {
  if (Array.isArray(value)) return listOf(value, level)
  if (!isObject(value)) return paragraphs(word(value))
  return Object.entries(value).flatMap(([key, field]): Blocks => {
    if (field === null || field === '') return []
    if (typeof field === 'object')
      return level > DEEPEST
        ? [labelled(name(key), JSON.stringify(field))]
        : section(name(key), anything(field, level + 1), level)
    const text = word(field)
    return text.includes('\n') && level <= DEEPEST
      ? section(name(key), paragraphs(text), level)
      : [labelled(name(key), text)]
  })
}

const DEEPEST = 5

function listOf(items: readonly unknown[], level: number): Blocks {
  if (items.every((item) => typeof item !== 'object' || item === null)) return list(items.map(word))
  const [first] = items
  const keys = isObject(first) ? Object.keys(first) : []
  const flat = items.every(
    (item) => isObject(item) && Object.values(item).every((field) => typeof field !== 'object' || field === null),
  )
  if (flat && keys.length > 0 && keys.length <= COLUMNS)
    return table(
      keys.map(name),
      // They are objects: looked at above.
      items.map((item) => keys.map((key) => word((item as Record<string, unknown>)[key]))),
    )
  return items.flatMap((item, at) => section(String(at + 1), anything(item, level + 1), Math.min(level, DEEPEST)))
}

const COLUMNS = 6

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const word = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** `keyFindings` and `key-findings` are read "Key findings". */
function name(key: string): string {
  const words = key
    .replace(/[-_]+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, (_, end, begin) => `${end} ${begin.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
