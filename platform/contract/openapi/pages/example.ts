import type { JsonSchema, OpenApiDocument } from '../types.ts'

type Components = OpenApiDocument['components']['schemas']

/** A value that fits a schema: its example or default, otherwise one made from its type, its format and its name. */
export function exampleOf(schema: JsonSchema, components: Components, name = ''): unknown {
  return made(schema, components, 0, name)
}

/** How deep a schema that contains itself is followed. */
const DEPTH = 6

function made(given: JsonSchema, components: Components, depth: number, name: string): unknown {
  const schema = resolve(given, components)
  if (schema.examples?.[0] !== undefined) return schema.examples[0]
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [option] = schema.anyOf ?? schema.oneOf ?? []
  if (option) return made(option, components, depth, name)
  switch (schema.type) {
    case 'object':
      return depth > DEPTH ? {} : objectOf(schema, components, depth)
    case 'array':
      return depth > DEPTH ? [] : [made((schema.items as JsonSchema | undefined) ?? {}, components, depth + 1, name)]
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, Math.min(schema.maximum ?? 1, 1))
    case 'boolean':
      return true
    case 'null':
      return null
    case 'string':
      return textOf(schema, name)
    default:
      return {}
  }
}

function objectOf(schema: JsonSchema, components: Components, depth: number): Record<string, unknown> {
  const fields = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  return Object.fromEntries(fields.map(([name, field]) => [name, made(field, components, depth + 1, name)]))
}

/** The schema that a reference points to. */
export function resolve(schema: JsonSchema, components: Components): JsonSchema {
  if (schema.$ref === undefined) return schema
  return components[nameOf(schema.$ref)] ?? {}
}

/** The name of the component that a reference points to. */
export const nameOf = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1)

function textOf(schema: JsonSchema, name: string): string {
  const { format = '', minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = schema
  const some = `some ${name || 'text'}`
  const tries = [FORMATS[format], WORDS[name.toLowerCase()], some, 'example', some.padEnd(minLength, '.')]
  const fits = (text: string | undefined): text is string =>
    text !== undefined &&
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern).test(text))
  return tries.find(fits) ?? some
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T12:00:00.000Z',
  date: '2026-01-31',
  email: 'ada@example.org',
  uri: 'https://example.org',
  uuid: '0197b2c4-5d1e-7000-8000-000000000000',
}

/** What people would write there. */
const WORDS: Readonly<Record<string, string>> = {
  id: '0197b2c4-5d1e-7000-8000-000000000000',
  name: 'Ada Lovelace',
  password: 'a long password',
  topic: 'Banyan trees',
  query: 'banyan trees',
  title: 'Banyan trees',
  language: 'en',
  url: 'https://example.org',
}
