/** A part of a text, and whether it differs from what was expected there. */
export interface Piece {
  readonly text: string
  readonly differs: boolean
}

/**
 * The words of what was found, each marked that does not stand in what was expected: case, punctuation and common
 * abbreviations of addresses aside. Of phone numbers the digits are compared as a whole.
 */
export function marked(found: string, expected: string, what: 'text' | 'phone'): readonly Piece[] {
  if (what === 'phone') return [{ text: found, differs: digits(found) !== digits(expected) }]
  const known = new Set(words(expected).map(canonical))
  // Words with what follows them, so that the pieces make the whole text again.
  return (found.match(/\S+\s*/g) ?? []).map((piece) => ({
    text: piece,
    differs: words(piece).some((word) => !known.has(canonical(word))),
  }))
}

/** Without the country: `+1 512 555 0142` is `(512) 555-0142`. */
const digits = (phone: string): string => phone.replaceAll(/\D/g, '').slice(-10)

const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const canonical = (word: string): string => SHORT[word] ?? word

const SHORT: Readonly<Record<string, string>> = {
  street: 'st',
  avenue: 'ave',
  boulevard: 'blvd',
  road: 'rd',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
  place: 'pl',
  highway: 'hwy',
  parkway: 'pkwy',
  suite: 'ste',
  apartment: 'apt',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
}
