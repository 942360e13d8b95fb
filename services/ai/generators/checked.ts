import { plainText } from 'banyan/text'
import type * as z from 'zod'

/**
 * A form with what it cannot say of itself, e.g. that a fact of the input must be named. A model is told the complaints,
 * and asked again.
 */
export function checked<T>(form: z.ZodType<T>, complaints: (draft: T) => readonly string[]): z.ZodType<T> {
  return form.superRefine((draft, ctx) => {
    for (const message of complaints(draft)) ctx.addIssue({ code: 'custom', message })
  })
}

/** A complaint for each fact that a text does not name, whatever the case and spacing. */
export function missing(text: string, facts: readonly string[]): string[] {
  const own = folded(text)
  return facts.filter((fact) => !own.includes(folded(fact))).map((fact) => `It does not name ${JSON.stringify(fact)}`)
}

/** A complaint for each address of a page in a draft that stands in nothing that was given: nobody checked where it leads. */
export function strangeAddresses(draft: unknown, ...given: readonly unknown[]): string[] {
  const told = textsIn(given).join('\n')
  const known = bare(`${told}\n${plainText(told)}`)
  const strange = addressesIn(textsIn(draft).join('\n')).filter((address) => !known.includes(bare(address)))
  return [...new Set(strange)].map((address) => `Leave out ${address}: it was not given`)
}

/** The addresses of pages in a text, without the mark of the sentence behind them. */
export const addressesIn = (text: string): string[] =>
  [...text.matchAll(/https?:\/\/[^\s<>()[\]"'`“”„‘’…]{1,2000}/gi)].map(([address]) =>
    address.replace(/[.,;:!?*_~|\\]+$/, ''),
  )

/** All texts of a value, at any depth. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** As it is compared: Markdown puts backslashes in front of some letters. */
const bare = (text: string): string => text.replaceAll('\\', '').toLowerCase()

const folded = (text: string): string => text.toLowerCase().replace(/[’]/g, "'").replace(/\s+/g, ' ').trim()
