import { createHash } from 'node:crypto'
import { plainText, shorten } from 'banyan/text'
import * as z from 'zod'
import { body as Body, title as Title, type as Type } from '../contract/entry.ts'
import { projectName } from '../contract/project.ts'
import { UUID } from '../contract/texts.ts'
import { entryMarkdown, headline } from '../export/entry-markdown.ts'
import { readFrontMatter } from '../export/front-matter.ts'
import { json } from '../json.ts'
import type { Incoming } from './entries.ts'

export interface MarkdownFile {
  readonly name: string
  readonly text: string
}

/**
 * A Markdown file as an entry; the name of its project beside it. What our export writes into front matter is taken from
 * there. Without an id a file has one made of its name and its text: taken in twice, it is there once.
 */
export function entryOf(
  { name, text: given }: MarkdownFile,
  now: Date,
): { entry: Omit<Incoming, 'home'>; project?: string } {
  const text = given.replaceAll('\r\n', '\n')
  const { fields, rest } = readFrontMatter(text)
  const title = titleOf(fields.title, rest, name)
  const top = `${headline(title)}\n`
  const body = (rest.startsWith(top) ? rest.slice(top.length).replace(/^\n/, '') : rest).replace(/\n$/, '')
  const created = timeOf(fields.created) ?? now
  const project = projectName.safeParse(fields.project)
  return {
    entry: {
      id: fields.id !== undefined && UUID.test(fields.id) ? fields.id.toLowerCase() : idOf(name, text),
      type: Type.catch('note').parse(fields.type),
      title,
      body: Body.parse(body),
      projectId: null,
      version: z.coerce.number().int().min(1).max(2_000_000_000).catch(1).parse(fields.version),
      createdAt: created.toISOString(),
      updatedAt: (timeOf(fields.changed) ?? created).toISOString(),
      versions: [],
      same: (here) => entryMarkdown(here) === text || (here.title === title && here.body === body),
      refuse: (here) =>
        json(here.body) === undefined ? undefined : 'Its content here has a form that Markdown does not carry',
    },
    ...(project.success && { project: project.data }),
  }
}

/** Its front matter's, that of its first heading, or the name of the file. */
function titleOf(given: string | undefined, text: string, name: string): string {
  const heading = /^# +(.{1,1000})$/m.exec(text.slice(0, 5000))?.[1]
  const words = shorten(plainText(heading ?? ''), 300)
  for (const each of [given, words, name.replace(/\.(md|markdown|txt)$/i, '')]) {
    const title = Title.safeParse(each)
    if (title.success) return title.data
  }
  return 'Untitled'
}

function timeOf(given: string | undefined): Date | undefined {
  const at = Date.parse(given ?? '')
  return at >= 0 && at < Date.UTC(2100, 0) ? new Date(at) : undefined
}

function idOf(name: string, text: string): string {
  const hex = createHash('sha256').update(`${name}\n${text}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
