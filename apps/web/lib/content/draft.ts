import { type ContentType, type Fields, isItems, isText, type Row, specsOf } from './specs.ts'

/** Texts by their place in what is being made: `title`, `sections.0.heading`. */
export type Texts = Readonly<Record<string, string>>

/** As much of a content as there is while it is being written. */
export function draftFields(type: ContentType, given: Texts): Fields {
  const texts = within(given)
  return Object.fromEntries(
    specsOf(type).map((spec) => {
      if (isText(spec)) return [spec.name, texts[spec.name] ?? '']
      if (isItems(spec)) return [spec.name, sequence((at) => texts[`${spec.name}.${at}`])]
      const row = (at: number): Row | undefined => {
        const cells = spec.columns.map(({ name }) => [name, texts[`${spec.name}.${at}.${name}`]] as const)
        if (cells.every(([, text]) => text === undefined)) return undefined
        return Object.fromEntries(cells.map(([name, text]) => [name, text ?? '']))
      }
      return [spec.name, sequence(row)]
    }),
  )
}

/** The title, as far as it is written. */
export const draftTitle = (given: Texts): string => within(given).title ?? ''

/** A blog post is made with its text in a field of its own. */
const within = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name.replace(/^blogPost\./, ''), text]))

function sequence<T>(at: (index: number) => T | undefined): T[] {
  const found: T[] = []
  for (let index = 0; ; index++) {
    const item = at(index)
    if (item === undefined) return found
    found.push(item)
  }
}
