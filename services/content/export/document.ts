import { blocks } from 'banyan/text'
import { json } from '../json.ts'
import { anything } from './anything.ts'
import type { Blocks } from './compose.ts'
import { renderers } from './renderers/index.ts'

/** What a body says, as people read it; `markdown` where it is Markdown itself. */
export interface Document {
  readonly blocks: Blocks
  readonly markdown?: string
}

/** JSON by the renderer of its type, JSON in another form field by field, and everything else as the Markdown it is. */
export function documentOf(type: string, body: string): Document {
  const content = json(body)
  if (typeof content !== 'object' || content === null) return { blocks: blocks(body), markdown: body }
  return { blocks: renderers[type]?.(content) ?? anything(content) }
}
