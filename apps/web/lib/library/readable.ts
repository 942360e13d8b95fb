import { contentText } from '../content/text.ts'
import { marketText } from '../market/document.ts'
import { documentOf } from './document.ts'
import { postsText } from './posts-text.ts'
import { reportMarkdown } from './report-markdown.ts'

/** A saved body as text for people, whatever its type. */
export function readable(type: string, title: string, body: string): string {
  const document = documentOf(type, body)
  if (document.kind === 'report') return reportMarkdown(title, document.report)
  if (document.kind === 'social') return postsText(document.social.posts)
  if (document.kind === 'content') return contentText(title, document.content.type, document.content.fields)
  if (document.kind === 'market') return marketText(title, document.market)
  return document.text
}
