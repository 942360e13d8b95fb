import { failure } from 'banyan/contract'
import { type Block, plainText } from 'banyan/text'
import type { Page } from '../html.ts'
import type { Fonts } from './fonts.ts'
import { Sheet, type Text } from './sheet.ts'

export interface Printed extends Page {
  readonly changed: Date
  readonly fonts: Fonts
  /** Called between blocks: a long text is no reason to let others wait. */
  readonly pause: () => Promise<void>
}

/** A page as PDF. */
export async function toPdf({ title, lead, blocks, changed, fonts, pause }: Printed): Promise<Buffer> {
  const sheet = new Sheet(fonts, { title, changed })
  sheet.plain(title, { style: 'bold', size: 20 })
  sheet.space(4)
  sheet.plain(lead, { ...BODY, size: 9, color: FAINT })
  sheet.space(14)
  for (const block of blocks) await draw(sheet, block, 0, pause)
  if (sheet.lost > 0) {
    const note = `${sheet.lost} characters are missing here: none of the fonts of this file has them.`
    sheet.plain(sheet.lost === 1 ? note.replace('characters are', 'character is').replace('them', 'it') : note, {
      ...BODY,
      size: 8.5,
      color: FAINT,
    })
  }
  return sheet.bytes()
}

const FAINT = '#6b6660'
const BODY: Text = { style: 'regular', size: 10.5 }
const SMALL: Text = { style: 'regular', size: 9.5 }
/** Points, of headings by their level. */
const SIZES = [16, 14.5, 12.5, 11.5, 11, 10.5]
/** Points by which lists and quotes are set in. */
const INDENT = 16

type Pause = Printed['pause']

async function draw(sheet: Sheet, block: Block, indent: number, pause: Pause): Promise<void> {
  await pause()
  if (sheet.pages > MOST_PAGES)
    throw failure('tooLarge', `A PDF has at most ${MOST_PAGES} pages here. Markdown and HTML have no such limit.`)
  switch (block.kind) {
    case 'heading': {
      const size = SIZES[block.level - 1] ?? 10.5
      // Not at the end of a page, with its text on the next.
      sheet.keep(size * 4)
      sheet.space(size * 0.55)
      sheet.doc.outline.addItem(plainText(block.text) || ' ')
      sheet.markdown(block.text, { style: 'bold', size, indent })
      sheet.space(size * 0.3)
      return
    }
    case 'code':
      for (const line of block.text.split('\n')) {
        for (const part of pieces(line)) sheet.plain(part || ' ', { ...SMALL, indent: indent + INDENT })
        await pause()
      }
      break
    case 'list':
      for (const [at, item] of block.items.entries()) {
        const mark = block.ordered ? `${block.start + at}.` : '•'
        sheet.keep(BODY.size * 2)
        const { y } = sheet.doc
        sheet.plain(mark, { ...BODY, indent: indent + 2, width: INDENT * 2 })
        sheet.doc.y = y
        for (const part of pieces(item))
          sheet.markdown(part, { ...BODY, indent: indent + INDENT + (block.ordered ? 4 : 0) })
        sheet.space(2)
        await pause()
      }
      break
    case 'quote':
      for (const inner of block.blocks) await draw(sheet, inner, Math.min(indent + INDENT, 8 * INDENT), pause)
      return
    case 'table':
      await drawTable(sheet, block, indent, pause)
      break
    case 'rule':
      drawLine(sheet, indent)
      break
    default:
      for (const part of pieces(block.text)) {
        sheet.markdown(part, { ...BODY, indent })
        await pause()
      }
  }
  sheet.space(BODY.size * 0.6)
}

/** Columns of one width. A row that is higher than a page is written as lines. */
async function drawTable(
  sheet: Sheet,
  { head, rows }: Extract<Block, { kind: 'table' }>,
  indent: number,
  pause: Pause,
): Promise<void> {
  const columns = head.length
  const whole = (sheet.width - indent) / columns
  const width = whole - 8
  const row = (cells: readonly string[], look: Text) => {
    const height = Math.max(...cells.map((cell) => sheet.heightOf(plainText(cell), { ...look, width }))) + 6
    if (width < 36 || height > sheet.bottom / 2) {
      cells.forEach((cell, at) => {
        sheet.markdown(`**${head[at]}:** ${cell}`, { ...look, indent })
      })
      return
    }
    sheet.keep(height)
    const top = sheet.doc.y
    cells.forEach((cell, at) => {
      sheet.doc.y = top
      sheet.markdown(cell, { ...look, indent: indent + at * whole, width })
    })
    sheet.doc.y = top + height - 3
    drawLine(sheet, indent)
    sheet.space(3)
  }
  row(head, { ...SMALL, style: 'bold' })
  for (const cells of rows) {
    row(cells, SMALL)
    await pause()
  }
}

/** A text cut at spaces into pieces that are laid out in a moment each. Most are one piece. */
function pieces(text: string): readonly string[] {
  if (text.length <= PIECE) return [text]
  const found: string[] = []
  let rest = text
  while (rest.length > PIECE) {
    const space = rest.lastIndexOf(' ', PIECE)
    const end = space > PIECE / 2 ? space + 1 : PIECE
    found.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...found, rest]
}

/** Characters. */
const PIECE = 4000
const MOST_PAGES = 500

function drawLine(sheet: Sheet, indent: number): void {
  const { doc } = sheet
  doc
    .moveTo(sheet.left + indent, doc.y)
    .lineTo(sheet.left + sheet.width, doc.y)
    .lineWidth(0.5)
    .strokeColor('#c9c4bc')
    .stroke()
}
