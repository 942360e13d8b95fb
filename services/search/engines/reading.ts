import * as z from 'zod'
import { EngineFault } from './fault.ts'

/** A text that may be missing, null or no text at all: then it is undefined. */
export const text = z.string().optional().catch(undefined)

/** Results of which each may be anything. */
export const list = z.array(z.unknown())

/** The body in the form that the engine promises. Throws `garbled` where it is something else. */
export function inForm<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new EngineFault('garbled')
  return parsed.data
}

/** Those that are objects at all, as the schema reads them. */
export const each = <T>(schema: z.ZodType<T>, items: readonly unknown[]): T[] =>
  items.flatMap((item) => {
    const parsed = schema.safeParse(item)
    return parsed.success ? [parsed.data] : []
  })
