import fc from 'fast-check'
import * as z from 'zod'

/** Values that a schema accepts. */
export function validOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  // A JSON schema says less than a zod schema, which trims and refines.
  return likely(json, json.$defs ?? {}).filter((value) => schema.safeParse(value).success)
}

interface JsonSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly format?: string
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
}

function likely(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>): fc.Arbitrary<unknown> {
  if (schema.$ref) return likely(defs[schema.$ref.split('/').at(-1) ?? ''] ?? {}, defs)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => likely(one, defs)))
  switch (schema.type) {
    case 'object': {
      const { properties = {}, required = [] } = schema
      const fields = Object.entries(properties).map(([name, field]) => [name, likely(field, defs)] as const)
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] })
    }
    case 'array':
      return fc.array(likely(schema.items ?? {}, defs), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
      })
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return text(schema)
    default:
      return fc.jsonValue()
  }
}

function text({ format, pattern, allOf = [], minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'email') return fc.emailAddress()
  if (format === 'uri') return fc.webUrl()
  const patterns = [pattern, ...allOf.map((each) => each.pattern)].filter((each) => each !== undefined)
  // A pattern that begins at a letter says what there is; others say what there must not be.
  const [telling] = patterns.filter((each) => /^\^\[[a-z]/i.test(each))
  if (telling !== undefined) return fc.stringMatching(new RegExp(telling))
  return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40) })
}
