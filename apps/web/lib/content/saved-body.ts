import type { Content } from './body.ts'
import { type Fields, rowsIn } from './specs.ts'

/** The body under which a content is saved. */
export function bodyOf({ type, fields, origin }: Content): string {
  // The whole guide stands in it, too, as in what was generated: for whoever reads it without knowing of sections.
  const whole = type === 'neighborhood-guide' ? { content: joined(fields) } : {}
  return JSON.stringify({ ...fields, ...whole, ...origin })
}

const joined = (fields: Fields): string =>
  rowsIn(fields, 'sections')
    .map(({ heading, content }) => `## ${heading}\n\n${content}`)
    .join('\n\n')
