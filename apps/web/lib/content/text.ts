import type { ContentType } from './specs.ts'
import { type FieldSpec, type Fields, isItems, isText, itemsIn, type Row, rowsIn, specsOf, textIn } from './specs.ts'

/** A whole content as Markdown, for the clipboard and for other texts to be written from. */
export function contentText(title: string, type: ContentType, fields: Fields): string {
  const all = specsOf(type)
  const parts = all.flatMap((spec) => {
    const text = fieldText(spec, fields)
    if (text === '') return []
    return all.length === 1 || spec.look === 'markdown' ? [text] : [`## ${spec.label}`, text]
  })
  return [`# ${title}`, ...parts].join('\n\n')
}

/** One field as Markdown; empty where nothing is written. */
export function fieldText(spec: FieldSpec, fields: Fields): string {
  if (isText(spec)) return textIn(fields, spec.name).trim()
  if (isItems(spec)) {
    const items = itemsIn(fields, spec.name)
    return spec.look === 'tags' ? items.join(', ') : items.map((item) => `- ${item}`).join('\n')
  }
  const rows = rowsIn(fields, spec.name)
  const { look } = spec
  if (look !== 'table') return rows.map((row, at) => ROWS[look](row, at)).join('\n\n')
  if (rows.length === 0) return ''
  const line = (cells: readonly unknown[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
  const head = spec.columns.map(({ label }) => label)
  return [
    line(head),
    line(head.map(() => '---')),
    ...rows.map((row) => line(spec.columns.map(({ name }) => row[name]))),
  ].join('\n')
}

const ROWS = {
  sections: ({ heading, content }: Row) => `### ${heading}\n\n${content}`,
  scenes: ({ visual, narration, seconds }: Row, at: number) =>
    `### Scene ${at + 1} (${seconds} s)\n\n*${visual}*\n\n${narration}`,
  questions: ({ q, a }: Row) => `**${q}**\n\n${a}`,
} as const
