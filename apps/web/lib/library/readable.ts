import { documentOf } from './document.ts'
import { postsText } from './posts-text.ts'
import { reportMarkdown } from './report-markdown.ts'

/** A saved body as text for people, whatever its type. */
export function readable(type: string, title: string, body: string): string {
  const document = documentOf(type, body)
  if (document.kind === 'report') return reportMarkdown(title, document.report)
  if (document.kind === 'social') return postsText(document.social.posts)
  return document.text
}
