import type { Entry } from '../store/entry.ts'
import { plain } from './compose.ts'
import { documentOf } from './document.ts'
import { withFrontMatter } from './front-matter.ts'
import { toMarkdown } from './markdown.ts'

export type Exported = Pick<
  Entry,
  'id' | 'type' | 'title' | 'body' | 'project' | 'version' | 'created_at' | 'updated_at'
>

/** An entry as Markdown with front matter. A body that is Markdown stands there as it is, so that it can come back. */
export function entryMarkdown({ id, type, title, body, project, version, created_at, updated_at }: Exported): string {
  const { blocks, markdown = toMarkdown(blocks) } = documentOf(type, body)
  const fields = {
    title,
    type,
    ...(project !== null && { project }),
    id,
    version: String(version),
    created: created_at.toISOString(),
    changed: updated_at.toISOString(),
  }
  return withFrontMatter(fields, `${headline(title)}\n\n${markdown}\n`)
}

/** The line that stands above a text for whoever does not read its front matter. */
export const headline = (title: string): string => `# ${plain(title.replace(/\s+/g, ' '))}`
