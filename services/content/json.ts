/**
 * A text that looks like an object or a list, parsed; undefined for any other, for what only looks like it, and for what is
 * nested so deep that nobody can have meant it.
 */
export function json(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  const value = parse(text)
  return isTooDeep(value) ? undefined : value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Markdown may begin with a bracket, too.
    return undefined
  }
}

/** Whoever reads the value goes into it by recursion, for which there is only so much room. */
const DEEPEST = 64

function isTooDeep(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++)
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  return level.length > 0
}
