import type * as z from 'zod'
import type { Imported } from '../contract/exported.ts'

export type Kind = Imported['kind']

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly item: Imported }

/** One thing of a file, as its schema gives it, or what is told of it when it is wrong. */
export function read<S extends z.ZodType>(schema: S, kind: Kind, given: unknown, at: number): Read<z.output<S>> {
  const found = schema.safeParse(given)
  if (found.success) return { ok: true, value: found.data }
  const [issue] = found.error.issues
  const path = issue?.path.join('.')
  const message = path ? `${path}: ${issue?.message}` : issue?.message
  return {
    ok: false,
    item: {
      kind,
      id: textOf(given, 'id') ?? textOf(given, 'lesson') ?? String(at + 1),
      title: textOf(given, 'title') ?? textOf(given, 'name') ?? '',
      outcome: 'invalid',
      ...(message !== undefined && { message }),
    },
  }
}

/** A text by which people know the thing, even though it is wrong. */
function textOf(given: unknown, field: string): string | undefined {
  const value = typeof given === 'object' && given !== null ? (given as Record<string, unknown>)[field] : undefined
  return typeof value === 'string' ? value.slice(0, 100) : undefined
}
