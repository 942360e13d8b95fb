/**
 * The length of a post as X counts it: code points, those outside of the Latin, Greek, Cyrillic and neighbouring blocks
 * twice (https://docs.x.com/fundamentals/counting-characters). An emoji of several code points counts as more than X's
 * two, so that what fits here fits there.
 */
export function xLength(post: string): number {
  let length = 0
  for (const character of post) length += SINGLE.some(([from, to]) => inside(character, from, to)) ? 1 : 2
  return length
}

const SINGLE = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const

function inside(character: string, from: number, to: number): boolean {
  const code = character.codePointAt(0) ?? 0
  return code >= from && code <= to
}
