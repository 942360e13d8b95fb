import type { ReceivedRequest } from 'banyan/contract'
import fc from 'fast-check'
import * as z from 'zod'
import type { Reachable } from '../operations.ts'
import { validOf } from './valid.ts'

/** A request to an operation, of which some fields are wrong, and no others. */
export interface WrongRequest {
  readonly operation: string
  readonly wrong: readonly string[]
  /** The input as its fields travel: those of a path, a query and headers as text. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Where a field of an operation's input travels. */
export type Part = 'path' | 'query' | 'header' | 'body'

export function partOf({ operation, mapping }: Reachable, field: string): Part {
  if (mapping.params.includes(field)) return 'path'
  if (operation.headers && field in operation.headers) return 'header'
  return mapping.hasBody ? 'body' : 'query'
}

/** What arrives at the operation when the fields are sent. */
export function arriving(reachable: Reachable, fields: Readonly<Record<string, unknown>>): unknown {
  const of = (part: Part) => Object.entries(fields).filter(([field]) => partOf(reachable, field) === part)
  const headers = new Map(of('header').map(([field, value]) => [reachable.operation.headers?.[field], String(value)]))
  const request: ReceivedRequest = {
    params: Object.fromEntries(of('path').map(([field, value]) => [field, String(value)])),
    query: new URLSearchParams(
      of('query').flatMap(([field, value]) => [value].flat().map((one) => [field, String(one)])),
    ),
    header: (name) => headers.get(name),
    body: Object.fromEntries(of('body')),
  }
  return reachable.mapping.decode(request)
}

/** The operations of which a field can be wrong when it arrives, with those fields. */
export const fallible = (operations: readonly Reachable[]) =>
  operations.flatMap((operation) => {
    const all = fieldsOf(operation)
    const fields = Object.keys(all).filter((field) => wrongValues(operation, field, all[field] as z.ZodType))
    return fields.length > 0 ? [{ operation, fields }] : []
  })

/** Requests to any of these operations that has a field that can be wrong. */
export function wrongRequests(operations: readonly Reachable[]): fc.Arbitrary<WrongRequest> {
  return fc
    .constantFrom(...fallible(operations))
    .chain(({ operation, fields }) =>
      fc.record({ operation: fc.constant(operation), wrong: fc.subarray(fields, { minLength: 1 }) }),
    )
    .chain(({ operation, wrong }) => {
      const values = Object.entries(fieldsOf(operation)).map(([field, schema]) => {
        const wrongly = wrong.includes(field) ? wrongValues(operation, field, schema) : undefined
        return [field, wrongly ?? rightValue(operation, field, schema)] as const
      })
      return fc.record(Object.fromEntries(values)).map((all) => ({
        operation: operation.id,
        wrong,
        fields: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== MISSING)),
      }))
    })
}

const MISSING = Symbol('missing')

const fieldsOf = ({ operation: { input } }: Reachable): Readonly<Record<string, z.ZodType>> =>
  input instanceof z.ZodObject ? (input.shape as Record<string, z.ZodType>) : {}

/** What may be left out is. A path has no room for nothing, nor for what means another path. */
function rightValue(reachable: Reachable, field: string, schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema.safeParse(undefined).success) return fc.constant(MISSING)
  const anyId = partOf(reachable, field) === 'path' && schema.safeParse('any-id').success
  return anyId ? fc.stringMatching(/^[\w-]{1,40}$/).filter((id) => schema.safeParse(id).success) : validOf(schema)
}

/** Values that the field does not accept when they arrive; undefined where it accepts everything that can arrive. */
function wrongValues(reachable: Reachable, field: string, schema: z.ZodType): fc.Arbitrary<unknown> | undefined {
  const part = partOf(reachable, field)
  const isWrong = (value: unknown) => {
    const arrived = arriving(reachable, value === MISSING ? {} : { [field]: value }) as Record<string, unknown>
    return !schema.safeParse(arrived[field]).success
  }
  const candidates = part === 'body' ? bodies : texts.filter((text) => part !== 'path' || text !== '')
  const found = [...candidates, ...(part === 'path' ? [] : [MISSING])].filter(isWrong)
  if (found.length === 0) return undefined
  const some = part === 'body' ? fc.jsonValue() : fc.stringMatching(/^[!-~]{1,30}$/)
  const generated = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...found) }, { weight: 1, arbitrary: some })
  return generated.map((value) => (isWrong(value) ? value : found[0]))
}

const texts: readonly unknown[] = [
  '',
  ' ',
  '-1',
  '0',
  '1.5',
  '101',
  '1e9',
  'abc',
  'x'.repeat(101),
  'x'.repeat(401),
  'x'.repeat(1_001),
  ['done', 'never'],
]
const bodies: readonly unknown[] = [
  ...[
    '',
    ' ',
    'x',
    'no-at.example',
    'Upper Case',
    '\0',
    'x'.repeat(41),
    'x'.repeat(2_001),
    'x'.repeat(8_001),
    'x'.repeat(500_001),
  ],
  ...[0, -1, 1.5, 21, 1e9, true, false, null],
  ...[[], [1], [{}], [{ kind: 1, input: {} }], {}, { email: 1 }, { email: true, push: 'no' }],
]
