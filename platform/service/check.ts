import type * as z from 'zod'

type Schema = z.core.$ZodType
type Check = (value: unknown) => boolean

/**
 * A compiled test for schemas that only look: true means that zod accepts the value and would give back an equal one.
 * False means "ask zod", never "refused", so the two cannot disagree. Undefined for a schema that changes values
 * (defaults, transforms, trims, coercions) or has checks that cannot be written as an expression.
 */
export function compileCheck(schema: Schema): Check | undefined {
  // Many places use the same schema, and schemas do not change.
  if (!compiled.has(schema)) compiled.set(schema, compile(schema))
  return compiled.get(schema)
}

const compiled = new WeakMap<Schema, Check | undefined>()

function compile(schema: Schema): Check | undefined {
  const references: unknown[] = []
  const source = expression(schema, 'v', references, 0)
  if (source === undefined) return undefined
  try {
    return new Function('refs', `return (v) => ${source}`)(references) as Check
  } catch {
    // A runtime that forbids code from strings (an edge) takes zod's own way.
    return undefined
  }
}

/** A JavaScript expression that is true when `v` is right, or undefined when there is none. */
function expression(schema: Schema, v: string, refs: unknown[], depth: number): string | undefined {
  const def = schema._zod.def as z.core.$ZodTypes['_zod']['def']
  switch (def.type) {
    case 'string':
      return 'coerce' in def && def.coerce ? undefined : withChecks(`typeof ${v} === 'string'`, schema, v, refs)
    case 'number':
      return 'coerce' in def && def.coerce ? undefined : withChecks(`Number.isFinite(${v})`, schema, v, refs)
    case 'boolean':
      return 'coerce' in def && def.coerce ? undefined : plain(schema, `typeof ${v} === 'boolean'`)
    case 'null':
      return plain(schema, `${v} === null`)
    case 'undefined':
    case 'void':
      return plain(schema, `${v} === undefined`)
    case 'any':
    case 'unknown':
      return plain(schema, 'true')
    case 'literal':
      return plain(schema, oneOf(def.values, v, refs))
    case 'enum':
      return plain(schema, oneOf(Object.values(def.entries), v, refs))
    case 'optional':
      return orElse(`${v} === undefined`, schema, def.innerType, v, refs, depth)
    case 'nullable':
      return orElse(`${v} === null`, schema, def.innerType, v, refs, depth)
    case 'array':
      return arrayExpression(schema, def, v, refs, depth)
    case 'object':
      return objectExpression(schema, def, v, refs, depth)
    case 'record':
      return recordExpression(schema, def, v, refs, depth)
    case 'union':
      return unionExpression(schema, def, v, refs, depth)
    default:
      return undefined
  }
}

/** `test`, if the schema has no checks of its own. */
const plain = (schema: Schema, test: string): string | undefined =>
  (schema._zod.def.checks?.length ?? 0) > 0 ? undefined : test

function orElse(test: string, schema: Schema, inner: Schema, v: string, refs: unknown[], depth: number) {
  const rest = expression(inner, v, refs, depth)
  return rest === undefined ? undefined : plain(schema, `(${test} || ${rest})`)
}

function oneOf(values: readonly unknown[], v: string, refs: unknown[]): string {
  const tests = values.map((value) => `${v} === ${ref(refs, value)}`)
  return `(${tests.join(' || ')})`
}

/** Formats whose whole check is their pattern; others (url, ipv6, base64, jwt) do more. */
const PATTERNS = new Set([
  'email',
  'uuid',
  'guid',
  'date',
  'datetime',
  'time',
  'duration',
  'regex',
  'nanoid',
  'ulid',
  'starts_with',
  'ends_with',
])

function withChecks(base: string, schema: Schema, v: string, refs: unknown[]): string | undefined {
  const own = 'check' in schema._zod.def ? [schema as unknown as z.core.$ZodCheck] : []
  const parts = [base]
  for (const check of [...own, ...(schema._zod.def.checks ?? [])]) {
    const part = checkExpression(check, v, refs)
    if (part === undefined) return undefined
    parts.push(part)
  }
  return `(${parts.join(' && ')})`
}

function checkExpression(check: z.core.$ZodCheck, v: string, refs: unknown[]): string | undefined {
  const def = check._zod.def as z.core.$ZodChecks['_zod']['def']
  switch (def.check) {
    case 'min_length':
      return `${v}.length >= ${def.minimum}`
    case 'max_length':
      return `${v}.length <= ${def.maximum}`
    case 'length_equals':
      return `${v}.length === ${def.length}`
    case 'greater_than':
      return typeof def.value === 'number' ? `${v} ${def.inclusive ? '>=' : '>'} ${def.value}` : undefined
    case 'less_than':
      return typeof def.value === 'number' ? `${v} ${def.inclusive ? '<=' : '<'} ${def.value}` : undefined
    case 'number_format':
      return def.format === 'safeint' ? `Number.isSafeInteger(${v})` : undefined
    case 'string_format':
      // A global or sticky pattern remembers where it stopped.
      return PATTERNS.has(def.format) && def.pattern && !/[gy]/.test(def.pattern.flags)
        ? `${ref(refs, def.pattern)}.test(${v})`
        : undefined
    default:
      return undefined
  }
}

function arrayExpression(schema: Schema, def: z.core.$ZodArrayDef, v: string, refs: unknown[], depth: number) {
  const item = `i${depth}`
  const inner = expression(def.element, item, refs, depth + 1)
  if (inner === undefined) return undefined
  const list = withChecks(`Array.isArray(${v})`, schema, v, refs)
  return list === undefined ? undefined : `(${list} && ${v}.every((${item}) => ${inner}))`
}

function objectExpression(schema: Schema, def: z.core.$ZodObjectDef, v: string, refs: unknown[], depth: number) {
  // With a catchall, more keys than the shape's may be right: left to zod.
  if (def.catchall) return undefined
  const keys = Object.keys(def.shape)
  const parts: string[] = []
  const known: string[] = []
  for (const key of keys) {
    const field = `${v}[${JSON.stringify(key)}]`
    const inner = expression(def.shape[key] as Schema, field, refs, depth + 1)
    if (inner === undefined || key === '__proto__') return undefined
    parts.push(inner)
    known.push(`(${JSON.stringify(key)} in ${v} ? 1 : 0)`)
    if ((def.shape[key] as Schema)._zod.optin !== 'optional') parts.push(`${JSON.stringify(key)} in ${v}`)
  }
  const count = `${ref(refs, countKeys)}(${v}) === ${known.join(' + ') || '0'}`
  const object = `typeof ${v} === 'object' && ${v} !== null && ${ref(refs, isPlain)}(${v})`
  return plain(schema, `(${[object, ...parts, count].join(' && ')})`)
}

function recordExpression(schema: Schema, def: z.core.$ZodRecordDef, v: string, refs: unknown[], depth: number) {
  const key = def.keyType._zod.def
  if (key.type !== 'string' || 'check' in key || (key.checks?.length ?? 0) > 0) return undefined
  const item = `r${depth}`
  const inner = expression(def.valueType, item, refs, depth + 1)
  if (inner === undefined) return undefined
  const object = `typeof ${v} === 'object' && ${v} !== null && ${ref(refs, isPlain)}(${v}) && !Object.hasOwn(${v}, '__proto__')`
  return plain(schema, `(${object} && Object.values(${v}).every((${item}) => ${inner}))`)
}

/**
 * Only where at most one option can accept a value: zod takes the first that does, perhaps without keys it doesn't
 * know, so that an exact match of a later option proves nothing.
 */
function unionExpression(schema: Schema, def: z.core.$ZodUnionDef, v: string, refs: unknown[], depth: number) {
  const simple = def.options.every((option) => SCALARS.has(option._zod.def.type))
  if (!simple && !('discriminator' in def)) return undefined
  const parts = def.options.map((option) => expression(option, v, refs, depth + 1))
  return parts.includes(undefined) ? undefined : plain(schema, `(${parts.join(' || ')})`)
}

const SCALARS = new Set(['string', 'number', 'boolean', 'null', 'undefined', 'literal', 'enum'])

function ref(refs: unknown[], value: unknown): string {
  const at = refs.indexOf(value)
  return `refs[${at === -1 ? refs.push(value) - 1 : at}]`
}

function countKeys(value: object): number {
  let count = 0
  for (const _ in value) count++
  return count
}

/** No class instance: zod would give back a plain copy of it. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
