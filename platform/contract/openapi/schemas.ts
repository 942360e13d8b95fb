import * as z from 'zod'
import { express } from './express.ts'
import type { JsonSchema } from './types.ts'

/** Which side of a schema is meant: what may be sent, or what is answered. */
export type Side = 'input' | 'output'

/**
 * The component schemas of a document. A zod schema with an id (`.meta({ id: 'Saved' })`) is one component wherever it
 * is used; if what may be sent differs from what is answered, the former is `SavedInput`.
 */
export class Schemas {
  readonly #components = new Map<string, { readonly json: JsonSchema; readonly text: string }>()

  /** The JSON Schema of one side; parts with an id are references. */
  convert(schema: z.core.$ZodType, side: Side): JsonSchema {
    const {
      $schema: _,
      $defs = {},
      ...json
    } = z.toJSONSchema(schema, {
      io: side,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => express(zodSchema, jsonSchema, side),
    })
    const names = new Map<string, string>()
    const definitions = Object.entries($defs)
    // The name of a part may depend on the parts in it: those without references come first.
    for (let left = definitions; left.length > 0; ) {
      const ready = left.filter(([, part]) => references(part).every((name) => names.has(name)))
      // Parts that refer to themselves or to each other are taken as they stand.
      for (const [name, part] of ready.length > 0 ? ready : left)
        names.set(name, this.#add(name, renamed(part, names) as JsonSchema, side))
      left = left.filter(([name]) => !names.has(name))
    }
    return renamed(json, names) as JsonSchema
  }

  /** Gives a schema without an id a name of its own, and refers to it. Throws when the name is taken by another. */
  named(name: string, json: JsonSchema): JsonSchema {
    return { $ref: pointer(this.#add(name, json, 'output')) }
  }

  /** The component that a reference points to. */
  at(reference: string): JsonSchema | undefined {
    return this.#components.get(reference.slice(pointer('').length))?.json
  }

  /** In the order of their names, so that the document is the same however contracts are listed. */
  all(): Record<string, JsonSchema> {
    const names = [...this.#components.keys()].sort()
    return Object.fromEntries(names.map((name) => [name, this.#components.get(name)?.json as JsonSchema]))
  }

  #add(name: string, json: JsonSchema, side: Side): string {
    const text = JSON.stringify(json)
    const taken = this.#components.get(name)
    if (taken && taken.text !== text) {
      if (side === 'input' && !name.endsWith('Input')) return this.#add(`${name}Input`, json, side)
      throw new TypeError(`two schemas are called "${name}": give one of them another id`)
    }
    this.#components.set(name, { json, text })
    return name
  }
}

const LOCAL = '#/$defs/'
const pointer = (name: string): string => `#/components/schemas/${name}`

/** The names that a schema refers to, itself left out. */
function references(json: unknown): string[] {
  if (Array.isArray(json)) return json.flatMap(references)
  if (typeof json !== 'object' || json === null) return []
  return Object.entries(json).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value.slice(LOCAL.length)] : references(value),
  )
}

/** A copy whose references point to the components. */
function renamed(json: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(json)) return json.map((item) => renamed(item, names))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => {
      if (key !== '$ref' || typeof value !== 'string') return [key, renamed(value, names)]
      const name = value.slice(LOCAL.length)
      return [key, pointer(names.get(name) ?? name)]
    }),
  )
}
