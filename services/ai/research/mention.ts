import type { Source } from '../generators/generator.ts'

/** Lower-case words with single spaces around each, so that a phrase is found as a whole: ` jane doe `. */
export const padded = (text: string): string =>
  ` ${text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** Whether a text names something, whatever the case, accents and marks. */
export function mentions(text: string, phrase: string): boolean {
  const wanted = padded(phrase)
  return wanted.trim() !== '' && padded(text).includes(wanted)
}

export const textOf = ({ title, snippet, text }: Source): string =>
  [title, text, text.includes(snippet) ? '' : snippet].join('\n')

/** The sources that name something. */
export const mentioning = (sources: readonly Source[], phrase: string): Source[] =>
  sources.filter((source) => mentions(textOf(source), phrase))

/** The name of a place without its state: `Austin` of `Austin, TX`. */
export const townOf = (location: string): string => location.split(',')[0]?.trim() || location

/** The numbers of a text, `12K` and `1.2 million` in full. */
export function numbersIn(text: string): number[] {
  return [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)\s?(k\b|m\b|thousand|million)?/gi)].map(
    ([, digits = '', scale = '']) => {
      const factor = /^[kt]/i.test(scale) ? 1_000 : scale === '' ? 1 : 1_000_000
      return Math.round(Number(digits.replaceAll(',', '')) * factor * 1000) / 1000
    },
  )
}
