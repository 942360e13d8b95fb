import type * as z from 'zod'

export type Schemas = { readonly [service: string]: z.ZodType }
type AnySchema = z.core.$ZodType

/** The settings that a schema declares, by name. Throws a `TypeError` for what is not an object schema. */
export function fieldsOf(owner: string, schema: AnySchema): Readonly<Record<string, AnySchema>> {
  const inner = unwrap(schema)
  if (inner._zod.def.type !== 'object') throw new TypeError(`the config of ${owner} is not an object schema`)
  return (inner._zod.def as z.core.$ZodObjectDef).shape
}

/** The schema that takes the text, without what is wrapped around it: optional, default, transforms. */
export function unwrap(schema: AnySchema): AnySchema {
  const { def } = schema._zod
  if ('innerType' in def) return unwrap(def.innerType as AnySchema)
  if (def.type === 'pipe') return unwrap((def as z.core.$ZodPipeDef).in)
  return schema
}
