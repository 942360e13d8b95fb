import { type Change, diffLines, diffWordsWithSpace } from 'diff'

/** A part of a text that stayed, came, or went. */
export interface Part {
  readonly mark: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Lines that belong together: alike on both sides, or not. */
export type Passage = readonly Part[]

/** Milliseconds. Texts that have little in common take longer to compare than the comparison is worth. */
const PATIENCE = 400
/** Of two passages, how much must be alike for a word-by-word comparison to be readable. */
const ALIKE = 0.25

/** What became of a text, passage by passage; undefined where the two differ too much to be compared. */
export function compare(before: string, after: string): readonly Passage[] | undefined {
  const lines = diffLines(ended(before), ended(after), { timeout: PATIENCE })
  if (!lines) return undefined
  const passages: Passage[] = []
  for (let at = 0; at < lines.length; at++) {
    const [change, next] = [lines[at] as Change, lines[at + 1]]
    if (change.removed && next?.added) {
      passages.push(...changed(change.value, next.value))
      at++
    } else passages.push([part(change)])
  }
  return passages
}

/** A passage in the place of another: word by word where they have enough in common, otherwise the one and the other. */
function changed(before: string, after: string): readonly Passage[] {
  const words = diffWordsWithSpace(before, after, { timeout: PATIENCE })
  const same = (words ?? []).reduce((sum, { added, removed, value }) => sum + (added || removed ? 0 : value.length), 0)
  if (words && same >= ALIKE * Math.min(before.length, after.length)) return [words.map(part)]
  return [[{ mark: 'removed', text: before }], [{ mark: 'added', text: after }]]
}

const part = ({ added, removed, value }: Change): Part => ({
  mark: added ? 'added' : removed ? 'removed' : 'same',
  text: value,
})

/** A last line without its end would differ from the same line with one. */
const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
