/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** With a mark at its end. */
export const ended = (text: string): string => (/[.!?…]["”)]?$/.test(text) ? text : `${text}.`)

/** Without a mark at its end, to stand within a sentence. */
export const unended = (text: string): string => text.replace(/[.!…:;,\s]+$/, '')

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `1 review`, `2 reviews`. */
export const counted = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? noun : nouns}`
