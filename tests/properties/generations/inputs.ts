import type { JobName } from '../../../services/ai/generators/index.ts'
import { jobOf } from './answers.ts'

/**
 * The documented example of a generator with a mark in each of its texts that takes one, so that what is made of it can be
 * told from all else.
 */
export function markedInput(name: JobName, mark: string): Record<string, unknown> {
  const { input } = jobOf(name)
  const [example = {}] = (input.meta()?.examples ?? []) as Record<string, unknown>[]
  let marked = example
  for (const path of pathsOf(example)) {
    const next = withMark(marked, path, mark) as Record<string, unknown>
    // Not in what has a form of its own: a tone, an address of the web.
    if (input.safeParse(next).success) marked = next
  }
  return marked
}

type Path = readonly string[]

/** Where the texts of a value are. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))
}

function withMark(value: unknown, [key, ...rest]: Path, mark: string): unknown {
  if (key === undefined) return `${String(value)} ${mark}`
  const inner = withMark((value as Record<string, unknown>)[key], rest, mark)
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...(value as object), [key]: inner }
}
