import { type JSONSchema7, jsonSchema, type Schema } from 'ai'
import * as z from 'zod'

/**
 * The schema of an answer as providers take it: its shape and descriptions. Bounds stay here and are checked on arrival,
 * because OpenAI's strict mode refuses requests that name some of them.
 */
export function wireSchema<T>(schema: z.ZodType<T>): Schema<T> {
  const shape = z.toJSONSchema(schema, {
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      for (const bound of BOUNDS) delete jsonSchema[bound]
    },
  })
  // Both sides mean JSON Schema draft 7; only their type declarations differ.
  return jsonSchema<T>(shape as JSONSchema7, {
    validate: (value) => {
      const parsed = schema.safeParse(storable(value))
      return parsed.success
        ? { success: true, value: parsed.data }
        : { success: false, error: new Error(z.prettifyError(parsed.error)) }
    },
  })
}

/** Without what a database cannot store as text: NUL and halves of surrogate pairs, which models do write now and then. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, storable(inner)]))
}

const BOUNDS = ['minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum', 'minItems', 'maxItems'] as const
