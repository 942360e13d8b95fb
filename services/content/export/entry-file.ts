import type { FileAnswer } from 'banyan/contract'
import { documentOf } from './document.ts'
import { type Exported, entryMarkdown } from './entry-markdown.ts'
import { toHtml } from './html.ts'
import type { Fonts } from './pdf/fonts.ts'

export interface Printing {
  readonly fonts: () => Promise<Fonts>
  /** Called between pieces of work: a long text is no reason to let others wait. */
  readonly pause: () => Promise<void>
}

/** An entry as a file of one of the formats, named after its title. */
export async function entryFile(
  entry: Exported,
  format: 'markdown' | 'html' | 'pdf',
  printing: Printing,
): Promise<FileAnswer> {
  const [mediaType, ending] = FORMATS[format]
  return { mediaType, name: `${fileName(entry.title)}.${ending}`, bytes: await bytesOf(entry, format, printing) }
}

const FORMATS = {
  markdown: ['text/markdown', 'md'],
  html: ['text/html', 'html'],
  pdf: ['application/pdf', 'pdf'],
} as const

async function bytesOf(entry: Exported, format: keyof typeof FORMATS, { fonts, pause }: Printing): Promise<Uint8Array> {
  if (format === 'markdown') return Buffer.from(entryMarkdown(entry))
  const { type, title, body, project, updated_at: changed } = entry
  const { blocks } = documentOf(type, body)
  const lead = [nameOf(type), ...(project === null ? [] : [project]), dayOf(changed)].join(' · ')
  if (format === 'html') return Buffer.from(toHtml({ title, lead, blocks }))
  // What makes PDF is loaded when somebody wants one: it is large, and most processes never do.
  const { toPdf } = await import('./pdf/index.ts')
  return toPdf({ title, lead, blocks, changed, fonts: await fonts(), pause })
}

/** `blog-post` is "Blog post". */
function nameOf(type: string): string {
  const words = type.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const dayOf = (time: Date): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(time)

/** A title as a name that every system takes: no sign that means something to one, and not too long. */
export function fileName(title: string): string {
  const name = title
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|\.+$/g, '')
  const short = [...name].slice(0, 80).join('').trim()
  return short === '' ? 'Untitled' : short
}
