/** What a healthy model would say: a value of the JSON schema, or a sentence where there is none. */
export const sampleOf = (schema: unknown): string =>
  isSchema(schema) ? JSON.stringify(sample(schema)) : 'This is an answer of the fake model.'

interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly properties?: { readonly [name: string]: JsonSchema }
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
}

function sample(schema: JsonSchema, name = 'value'): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf?.[0]) return sample(schema.anyOf[0], name)
  switch (typeof schema.type === 'string' ? schema.type : schema.type?.[0]) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, sample(inner, key)]),
      )
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, Math.min(3, schema.maxItems ?? 3)) }, (_, at) =>
        sample(schema.items ?? {}, `${name} ${at + 1}`),
      )
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return text(name, schema)
  }
}

function text(name: string, { minLength = 0, maxLength = 10_000 }: JsonSchema): string {
  const sentence = `A sample of the ${name}, written by the fake model. `
  return sentence
    .repeat(Math.max(1, Math.ceil(minLength / sentence.length)))
    .trimEnd()
    .slice(0, maxLength)
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null
