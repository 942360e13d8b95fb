import { plainText, shorten } from 'banyan/text'
import { json } from './json.ts'

/** The beginning of a body as plain text of at most 200 characters: Markdown without markup, JSON as the texts in it. */
export function excerpt(body: string): string {
  return shorten(textsOf(body) ?? plainText(body.slice(0, READ)), 200)
}

/** Characters: enough for an excerpt also where most of them are markup. */
const READ = 5000

/** The texts in a JSON body, in their order; its single words (tags, names of models) only when there is nothing else. */
function textsOf(body: string): string | undefined {
  const content = json(body)
  if (typeof content !== 'object' || content === null) return undefined
  const all = [...strings(content)]
  const texts = all.filter((text) => text.includes(' '))
  return plainText((texts.length > 0 ? texts : all).join('\n\n').slice(0, READ))
}

function* strings(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* strings(part)
}
