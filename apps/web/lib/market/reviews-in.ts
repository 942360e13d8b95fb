import { csvRows } from './csv.ts'

/** What the analysis takes at once. */
export const MOST_REVIEWS = 200

/** One review in a line, as somebody pastes them. */
export const reviewsInLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')

/** The reviews of a file, each on one line. Of a table it is the column that is named so, else the one with the longest texts. */
export function reviewsInFile(name: string, text: string): readonly string[] {
  if (!/\.(csv|tsv)$/i.test(name)) return reviewsInLines(text)
  const rows = csvRows(text)
  const head = rows[0] ?? []
  const named = head.findIndex((cell) => NAMES.test(cell.trim()))
  const body = named >= 0 || looksLikeHead(head) ? rows.slice(1) : rows
  const column = named >= 0 ? named : longest(body)
  return body.map((row) => (row[column] ?? '').replaceAll(/\s+/g, ' ').trim()).filter((cell) => cell !== '')
}

const NAMES = /^(review|reviews|comment|comments|review[ _-]?(text|body|content|comment)|text|body|content|message)$/i

/** Names of columns are short, and none of them is a number. */
const looksLikeHead = (cells: readonly string[]): boolean =>
  cells.length > 1 &&
  cells.every((cell) => cell.trim().length < 30 && !/\d/.test(cell)) &&
  cells.every((cell) => !/[.!?]$/.test(cell.trim()))

function longest(rows: readonly (readonly string[])[]): number {
  const lengths: number[] = []
  for (const row of rows) for (const [at, cell] of row.entries()) lengths[at] = (lengths[at] ?? 0) + cell.length
  return lengths.reduce((best, length, at) => (length > (lengths[best] ?? 0) ? at : best), 0)
}
