import { SourcePage } from '@banyan/ai/contract'
import * as z from 'zod'
import { type Column, type ContentType, type FieldSpec, type Fields, isItems, isText, specsOf } from './specs.ts'

/** Where a content comes from, and what stands beside its fields. */
export const Origin = z.object({
  headerImage: z.object({ url: z.string(), alt: z.string() }).nullish(),
  sources: z.array(SourcePage).optional(),
  degraded: z.array(z.string()).optional(),
  /** Absent where a person wrote it. */
  model: z.string().optional(),
  /** The run that it came from: by it the entry is found again. */
  job: z.string().optional(),
})
export type Origin = z.infer<typeof Origin>

/** A saved content that is made of fields. */
export interface Content {
  readonly type: ContentType
  readonly fields: Fields
  readonly origin: Origin
}

/**
 * The content that a body holds; undefined where it holds something else. Lengths are not looked at: what is too long for
 * its use may be kept, the editor marks it.
 */
export function contentOf(type: ContentType, json: unknown): Content | undefined {
  const whole = flat(json)
  const fields = schemaOf(type).safeParse(whole)
  const origin = Origin.safeParse(whole)
  return fields.success && origin.success ? { type, fields: fields.data, origin: origin.data } : undefined
}

/** A blog post is generated with its text in a field of its own. */
function flat(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('blogPost' in json)) return json
  const { blogPost, ...rest } = json
  return typeof blogPost === 'object' ? { ...blogPost, ...rest } : json
}

const schemaOf = (type: ContentType) =>
  z.object(Object.fromEntries(specsOf(type).map((spec) => [spec.name, fieldOf(spec)])))

function fieldOf(spec: FieldSpec) {
  if (isText(spec)) return z.string()
  if (isItems(spec)) return z.array(z.string())
  return z.array(z.object(Object.fromEntries(spec.columns.map((column) => [column.name, cellOf(column)]))))
}

const cellOf = ({ look }: Column) => (look === 'number' ? z.number() : z.string())

export { bodyOf } from './saved-body.ts'
