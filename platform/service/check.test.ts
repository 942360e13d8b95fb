import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { compileCheck } from './check.ts'

const pure: Record<string, z.ZodType> = {
  string: z.string(),
  'string with bounds': z.string().min(2).max(4),
  'string of a length': z.string().length(3),
  email: z.email(),
  uuid: z.uuid(),
  'ISO date': z.iso.date(),
  'ISO datetime': z.iso.datetime(),
  regex: z.string().regex(/^[a-c]+$/),
  number: z.number(),
  'number with bounds': z.number().min(-1).lt(10),
  int: z.int().min(0),
  boolean: z.boolean(),
  null: z.null(),
  void: z.void(),
  unknown: z.unknown(),
  literal: z.literal(['a', 1, null]),
  enum: z.enum(['a', 'ab', 'abc']),
  array: z.array(z.number()).min(1).max(3),
  object: z.object({ a: z.string(), b: z.number().optional(), c: z.boolean().nullable() }),
  'object with an unknown field': z.object({ a: z.unknown() }),
  'nested object': z.object({ a: z.object({ b: z.array(z.object({ c: z.string() })) }) }),
  record: z.record(z.string(), z.number()),
  'union of scalars': z.union([z.string(), z.number(), z.null()]),
  'discriminated union': z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('a'), a: z.string() }),
    z.object({ kind: z.literal('ab'), b: z.number() }),
  ]),
}

const changing: Record<string, z.ZodType> = {
  default: z.string().default('a'),
  trim: z.string().trim(),
  transform: z.string().transform((text) => text.length),
  coerce: z.coerce.number(),
  refine: z.string().refine((text) => text !== 'a'),
  'object with refinement': z.object({ a: z.string() }).refine(() => true),
  'loose object': z.looseObject({ a: z.string() }),
  'union of objects': z.union([z.object({ a: z.string() }), z.object({ a: z.string(), b: z.number() })]),
  url: z.url(),
  readonly: z.array(z.string()).readonly(),
}

const scalars = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    true,
    false,
    'a',
    'ab',
    'abc',
    '',
    0,
    1,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ),
  fc.string({ maxLength: 5 }),
  fc.constantFrom('a@b.co', '2026-01-02', '2026-01-02T03:04:05Z', '018f2b6e-7b1a-7c3d-8e4f-0123456789ab'),
)
const keys = fc.constantFrom('a', 'b', 'c', 'kind', 'other', '__proto__')
const values = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3, withCrossShrink: true }, scalars, tie('array'), tie('object')),
  array: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
})).value

describe('the compiled check', () => {
  for (const [name, schema] of Object.entries(pure))
    it(`accepts only what zod accepts unchanged: ${name}`, () => {
      const check = compileCheck(schema)
      if (!check) throw new Error('expected a compiled check')
      fc.assert(
        fc.property(fc.oneof(values, shaped(schema)), (value) => {
          const parsed = z.safeParse(schema, value)
          if (check(value)) expect(parsed).toEqual({ success: true, data: value })
          else if (parsed.success) expect(exact(value, parsed.data)).toBe(false)
        }),
        { numRuns: 2000 },
      )
    })

  for (const [name, schema] of Object.entries(changing))
    it(`leaves to zod what it cannot decide: ${name}`, () => expect(compileCheck(schema)).toBeUndefined())

  it('leaves class instances to zod, which copies them', () => {
    class Point {
      a = 'x'
    }
    expect(compileCheck(z.object({ a: z.string() }))?.(new Point())).toBe(false)
  })
})

/** Whether zod gave back exactly what it got, so that the fast path should have taken it. */
const exact = (given: unknown, parsed: unknown): boolean =>
  JSON.stringify(given) === JSON.stringify(parsed) && typeof given === typeof parsed && !hasHole(given)

/** Values that JSON cannot tell apart, or that the check leaves to zod on purpose. */
const hasHole = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'object' &&
    value !== null &&
    (Object.hasOwn(value, '__proto__') || Object.values(value).some((inner) => hasHole(inner))))

/** Values near the schema: right ones, and right ones with something missing, added or replaced. */
function shaped(schema: z.ZodType): fc.Arbitrary<unknown> {
  const def = schema._zod.def as z.core.$ZodTypes['_zod']['def']
  if (def.type === 'object')
    return fc
      .record(Object.fromEntries(Object.entries(def.shape).map(([key, field]) => [key, shaped(field as z.ZodType)])), {
        requiredKeys: [],
      })
      .chain((value) => fc.constantFrom(value, { ...value, other: 1 }))
  if (def.type === 'array') return fc.array(shaped(def.element as z.ZodType), { maxLength: 4 })
  if (def.type === 'union') return fc.oneof(...def.options.map((option) => shaped(option as z.ZodType)))
  if (def.type === 'literal') return fc.constantFrom(...def.values)
  if (def.type === 'optional' || def.type === 'nullable')
    return fc.oneof(fc.constantFrom(undefined, null), shaped(def.innerType as z.ZodType))
  return scalars
}
