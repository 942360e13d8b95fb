import type * as z from 'zod'
import { unwrap } from './fields.ts'

/**
 * The text of a variable as what its schema wants: numbers, `on`/`off`, lists separated by commas, JSON for objects.
 * Text that is none of these stays text, for the schema to refuse.
 */
export function coerce(schema: z.core.$ZodType, text: string): unknown {
  const inner = unwrap(schema)
  switch (inner._zod.def.type) {
    case 'number':
    case 'int':
      return NUMBER.test(text) ? Number(text) : text
    case 'boolean':
      return BOOLEANS.get(text.toLowerCase()) ?? text
    case 'array': {
      const { element } = inner._zod.def as z.core.$ZodArrayDef
      const items = text.split(',').map((item) => item.trim())
      return items.filter((item) => item !== '').map((item) => coerce(element, item))
    }
    case 'object':
    case 'record':
      return json(text)
    default:
      return text
  }
}

const NUMBER = /^[+-]?\d+(\.\d+)?$/

const BOOLEANS = new Map([
  ['on', true],
  ['true', true],
  ['yes', true],
  ['1', true],
  ['off', false],
  ['false', false],
  ['no', false],
  ['0', false],
])

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema says what it wants instead.
    return text
  }
}
