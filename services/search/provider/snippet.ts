import { plainText, sentences, shorten } from 'banyan/text'

/** The sentences of a Markdown body, one after the other and at most `max` characters, that speak most of what was asked. */
export function snippet(body: string, lexemes: readonly string[], max: number): string {
  const stems = lexemes.map(stemOf)
  const lines = proseOf(body).map((text) => ({ text, stems: stemsIn(text, stems) }))
  let best = { score: -1, text: '' }
  for (let from = 0; from < lines.length; from++) {
    const run = runFrom(lines, from, max)
    const score = new Set(run.flatMap((line) => line.stems)).size
    if (score > best.score) best = { score, text: run.map((line) => line.text).join(' ') }
  }
  return shorten(best.text, max)
}

/** Its sentences; headings only where there is nothing else. */
function proseOf(body: string): string[] {
  const prose = sentences(plainText(body.replace(/^#{1,6} .*$/gm, '')))
  return prose.length > 0 ? prose : sentences(plainText(body))
}

interface Line {
  readonly text: string
  readonly stems: readonly string[]
}

/** As many whole sentences as fit, at least one. */
function runFrom(lines: readonly Line[], from: number, max: number): Line[] {
  const run: Line[] = []
  let length = -1
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] as Line
    length += line.text.length + 1
    if (length > max && run.length > 0) break
    run.push(line)
  }
  return run
}

/** The database's stemmer writes `memori` for memory: without the last vowel it begins the word again. */
const stemOf = (lexeme: string): string => (lexeme.length > 4 ? lexeme.replace(/[iey]$/, '') : lexeme)

function stemsIn(text: string, stems: readonly string[]): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return stems.filter((stem) => words.some((word) => word.startsWith(stem) && word.length <= stem.length + ENDING))
}

/** Letters that a form of a word may have beyond its stem, as in schedul-ing. */
const ENDING = 4
