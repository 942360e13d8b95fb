/**
 * The known words that an unknown word may stand for: those that it begins, or else those that are a slip or two of
 * the keys away. At most three, the nearest first.
 */
export function nearest(word: string, known: Iterable<string>): string[] {
  const slips = slipsIn(word)
  const begun: string[] = []
  const near: { readonly candidate: string; readonly distance: number }[] = []
  for (const candidate of known) {
    if (word.length >= 3 && candidate.startsWith(word)) begun.push(candidate)
    else if (slips > 0 && Math.abs(candidate.length - word.length) <= slips) {
      const distance = edits(word, candidate)
      if (distance <= slips) near.push({ candidate, distance })
    }
  }
  const found =
    begun.length > 0
      ? begun.sort((a, b) => a.length - b.length)
      : near.sort((a, b) => a.distance - b.distance).map(({ candidate }) => candidate)
  return found.slice(0, 3)
}

/** How many slips are believed. A very long word is no word that somebody mistyped. */
const slipsIn = ({ length }: string): number => (length > 30 ? 0 : length >= 9 ? 2 : length >= 4 ? 1 : 0)

/** Letters to add, drop, change, or swap with their neighbour to get from one word to the other. */
export function edits(from: string, to: string): number {
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const change = at(last, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      row.push(Math.min(change, at(last, j) + 1, at(row, j - 1) + 1, swapped ? at(before, j - 2) + 1 : Infinity))
    }
    before = last
    last = row
  }
  return at(last, to.length)
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity
