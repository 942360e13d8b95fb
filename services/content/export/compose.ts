import type { Block } from 'banyan/text'

/** What structured contents are made of when people read them. Given texts are plain unless a name says Markdown. */
export type Blocks = readonly Block[]

export const heading = (level: number, text: string): Block => ({ kind: 'heading', level, text: plain(text) })

/** A paragraph a line: a post has its breaks where its channel has them. */
export const paragraphs = (text: string): Blocks =>
  linesOf(text).map((line) => ({ kind: 'paragraph', text: begun(plain(line)) }))

/** A paragraph with a word in bold before it. */
export const labelled = (label: string, text: string): Block => ({
  kind: 'paragraph',
  text: `**${plain(label)}:** ${plain(oneLine(text))}`,
})

/** Nothing where there are no items. */
export const list = (items: readonly string[], ordered = false): Blocks =>
  items.length === 0
    ? []
    : [{ kind: 'list', ordered, start: 1, items: items.map((item) => begun(plain(oneLine(item)))) }]

/** Nothing where there are no rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Blocks => {
  const cells = (row: readonly string[]) => row.map((cell) => plain(oneLine(cell)))
  return rows.length === 0 ? [] : [{ kind: 'table', head: cells(head), rows: rows.map(cells) }]
}

/** A heading with what stands below it; nothing where nothing does. */
export const section = (title: string, content: Blocks, level = 2): Blocks =>
  content.length === 0 ? [] : [heading(level, title), ...content]

/** A link as Markdown; its label alone where the address is none that a link may lead to. */
export function link(label: string, url: string): string {
  const address = url.trim().replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return /^https?:\/\/[^/]/i.test(address) ? `[${plain(oneLine(label))}](${address})` : plain(oneLine(label))
}

/** Text as Markdown that reads as just that text, within a line. */
export const plain = (text: string): string => text.replace(/[\\`*_[\]<>|~]/g, '\\$&')

/** The same at the beginning of a line, where more means something. */
const begun = (text: string): string =>
  text.replace(/^(?=(?:[+-]|#{1,6})(?:\s|$)|-{3})/, '\\').replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\')

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
