import * as z from 'zod'
import { isSecret } from './secret.ts'

/** What to write for a setting, in words: `a whole number from 0 to 65535`. */
export function expected(schema: z.core.$ZodType): string {
  const { expected: own, ...json } = jsonSchema(schema)
  if (typeof own === 'string') return own
  if (isSecret(schema))
    return (json.minLength ?? 1) > 1 ? `a secret of at least ${json.minLength} characters` : 'a secret'
  if (json.enum) return `one of ${json.enum.join(', ')}`
  switch (json.type) {
    case 'boolean':
      return 'on or off'
    case 'integer':
      return `a whole number${range(json)}`
    case 'number':
      return `a number${range(json)}`
    case 'array':
      return 'a list separated by commas'
    case 'object':
      return 'a JSON object'
    default:
      return json.format === 'uri' ? 'a URL' : `text${json.pattern ? ` that matches ${json.pattern}` : ''}`
  }
}

/** The JSON Schema of what may be written, with the metadata of `.describe()` and `.meta()`. */
export function jsonSchema(schema: z.core.$ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}

function range({ minimum, maximum }: z.core.JSONSchema.BaseSchema): string {
  const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? ` from ${minimum}` : ''
  const to = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? ` to ${maximum}` : ''
  return from === '' && to !== '' ? ` up${to}` : from + to
}
