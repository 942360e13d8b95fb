import { HIDDEN, Secret, soundsSecret } from '../config/secret.ts'
import { describeError } from './describe-error.ts'

/**
 * The fields of a line as they may stand in a log: secrets hidden by their type and by the name of their field, what
 * people sent left out, errors with their causes, objects of classes by their name only. Deep, but not without end.
 */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return fieldsOf(fields, 0)
}

/** Text without what looks like a credential, wherever it came from: an error's message, a URL. */
export function scrub(text: string): string {
  return text
    .replace(/\b(Bearer|Basic)\s+[\w.~+/-]{16,}=*/gi, `$1 ${HIDDEN}`)
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, HIDDEN)
    .replace(/(:\/\/[^\s/:@"]*):[^\s/@"]+@/g, `$1:${HIDDEN}@`)
}

const DEPTH = 6
const ITEMS = 50
const LENGTH = 4_000
const LEFT_OUT = '[left out]'

/** Fields that hold what people wrote or who they are. */
const PERSONAL = /^(body|rawbody|input|payload|prompt|parameters|email|emailaddress|phone|phonenumber)$/i

function shown(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return value.length > LENGTH ? `${value.slice(0, LENGTH)} [${value.length - LENGTH} more characters]` : value
    case 'bigint':
      return String(value)
    case 'function':
    case 'symbol':
      return undefined
    case 'object':
      return value === null ? null : objectShown(value, depth)
    default:
      return value
  }
}

function objectShown(value: object, depth: number): unknown {
  if (value instanceof Secret) return HIDDEN
  if (value instanceof Error) return describeError(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof URL) return value.href
  if (depth >= DEPTH) return '[deeper]'
  if (Array.isArray(value)) {
    const items = value.slice(0, ITEMS).map((item) => shown(item, depth + 1))
    return value.length > ITEMS ? [...items, `[${value.length - ITEMS} more]`] : items
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return fieldsOf(value as Record<string, unknown>, depth)
  if ('toJSON' in value && typeof value.toJSON === 'function') return shown(value.toJSON(), depth + 1)
  // A socket, a pool, a request: what it holds is not for a log.
  return `[${value.constructor.name}]`
}

function fieldsOf(fields: Record<string, unknown>, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields).slice(0, ITEMS)) {
    if (value === undefined) continue
    if (soundsSecret(name)) result[name] = HIDDEN
    else if (PERSONAL.test(name.replace(/[_-]/g, ''))) result[name] = LEFT_OUT
    else result[name] = shown(value, depth + 1)
  }
  return result
}
