import * as z from 'zod'
import { type Blocks, labelled, link, paragraphs, section } from '../compose.ts'

/** A content of one type as people read it; undefined for what is no such content. */
export type Renderer = (json: unknown) => Blocks | undefined

/** What several types have: the pages a text builds on, what it had to do without, and which model wrote it. */
const common = z.object({
  sources: z.array(z.object({ title: z.string(), url: z.string(), snippet: z.string().optional() })).optional(),
  degraded: z.array(z.string()).optional(),
  model: z.string().optional(),
})

/** Schemas are read kindly: what they do not name may be there, and what people can do without may be missing. */
export function renderer<S extends z.ZodType>(schema: S, show: (content: z.output<S>) => Blocks): Renderer {
  return (json) => {
    const content = schema.safeParse(json)
    if (!content.success) return undefined
    const besides = common.safeParse(json)
    return [...show(content.data), ...(besides.success ? origin(besides.data) : [])]
  }
}

function origin({ sources = [], degraded = [], model }: z.output<typeof common>): Blocks {
  const items = sources.map(({ title, url }) => link(title || url, url))
  return [
    ...section('Sources', items.length === 0 ? [] : [{ kind: 'list', ordered: true, start: 1, items }]),
    ...(degraded.length > 0 ? paragraphs(`Written without ${degraded.join(' and ')}.`) : []),
    ...(model === undefined ? [] : [labelled('Model', model)]),
  ]
}
