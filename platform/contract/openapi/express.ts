import type * as z from 'zod'
import type { Side } from './schemas.ts'
import type { JsonSchema } from './types.ts'

/**
 * Writes into a JSON Schema what zod leaves out of it: that white space is trimmed before lengths are looked at, what a
 * refinement wants, and the words of the author's own messages. What a schema accepts, the server accepts.
 */
export function express(schema: z.core.$ZodType, json: JsonSchema, side: Side): void {
  // Every whole number of JSON is within these.
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum
  // Answers may gain fields: a client that refuses unknown ones would break.
  if (side === 'output') {
    if (json.additionalProperties === false) delete json.additionalProperties
    // A format says it shorter, and what is answered was checked already.
    if (json.format !== undefined) delete json.pattern
    return
  }
  const checks = (schema._zod.def.checks ?? []).map((check) => check._zod.def as z.core.$ZodChecks['_zod']['def'])
  if (checks.length === 0) return
  const trimmed = checks.findIndex((check) => check.check === 'overwrite' && trims(check.tx))
  const least = minimum(trimmed === -1 ? [] : checks.slice(trimmed))
  if (least > 0) addPattern(json, least === 1 ? '\\S' : `\\S[\\s\\S]{${least - 2},}\\S`)
  const words = [...new Set(checks.flatMap(wordsOf))]
  if (trimmed !== -1) words.push('White space around it is removed')
  if (words.length > 0 && !json.description) json.description = `${words.join('. ')}.`
}

type CheckDef = z.core.$ZodChecks['_zod']['def']

const trims = (change: (value: never) => unknown): boolean => {
  // `trim()` is an overwrite like any other change of a string: it is known by what it does.
  const apply = change as (value: string) => unknown
  return apply(' a ') === 'a'
}

const minimum = (checks: readonly CheckDef[]): number =>
  Math.max(0, ...checks.map((check) => (check.check === 'min_length' ? check.minimum : 0)))

function addPattern(json: JsonSchema, pattern: string): void {
  const all = json.allOf ?? []
  if (json.pattern === pattern || all.some((part) => part.pattern === pattern)) return
  if (json.pattern === undefined) json.pattern = pattern
  else json.allOf = [...all, { pattern }]
}

/** What the author of a check had to say, if it is always the same. */
function wordsOf(check: CheckDef): string[] {
  const said = check.error?.({ code: 'custom', input: undefined, path: [] } as never)
  const words = typeof said === 'string' ? said : said?.message
  return words === undefined ? [] : [words.replace(/\.$/, '')]
}
