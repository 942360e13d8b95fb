import type { Font } from 'fontkit'
import PDFDocument from 'pdfkit'
import type { Fonts, Style } from './fonts.ts'
import { plainRuns, type Run, runsOf } from './runs.ts'

/** Points, 72 to the inch: letter paper with an inch around the text. */
const MARGIN = 72
const INK = '#1c1a17'
const FAINT = '#6b6660'
const LINK = '#1d4f8c'

export interface Text {
  readonly style: Style
  /** Points. */
  readonly size: number
  readonly color?: string
  /** Points from the left margin. */
  readonly indent?: number
  /** Points; by default as far as the right margin. */
  readonly width?: number
}

/** Paper that is written on from top to bottom, page after page. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument
  readonly #fonts: Fonts
  readonly #names = new Map<Font, string>()
  readonly #chunks: Buffer[] = []
  readonly #lost = { count: 0 }

  constructor(fonts: Fonts, info: { readonly title: string; readonly changed: Date }) {
    this.#fonts = fonts
    this.doc = new PDFDocument({
      size: 'LETTER',
      margin: MARGIN,
      bufferPages: true,
      displayTitle: true,
      // None of the fonts that a PDF need not bring along: they know of few alphabets.
      font: '',
      // The time of the entry, so that the same entry gives the same bytes.
      info: { Title: info.title, Producer: 'Banyan', Creator: 'Banyan', CreationDate: info.changed },
    })
    this.doc.on('data', (chunk: Buffer) => this.#chunks.push(chunk))
  }

  /** How many characters none of the fonts has. */
  get lost(): number {
    return this.#lost.count
  }

  get pages(): number {
    return this.doc.bufferedPageRange().count
  }

  get left(): number {
    return this.doc.page.margins.left
  }

  /** Points between the margins. */
  get width(): number {
    return this.doc.page.width - 2 * MARGIN
  }

  /** Where the page ends for text. */
  get bottom(): number {
    return this.doc.page.height - MARGIN
  }

  /** Begins another page unless there is room for so many points. */
  keep(height: number): void {
    if (this.doc.y + height > this.bottom) this.doc.addPage()
  }

  space(height: number): void {
    this.doc.y += height
  }

  /** A line of Markdown, as many lines of the page as it takes. */
  markdown(text: string, look: Text): void {
    this.#write(runsOf(text, look.style, this.#fonts, this.#lost), look)
  }

  plain(text: string, look: Text): void {
    this.#write(this.#plainRuns(text, look.style), look)
  }

  /** How high a text becomes, as if it were in one font. */
  heightOf(text: string, { style, size, width }: Text): number {
    this.#use(this.#fonts[style][0] as Font, size)
    return this.doc.heightOfString(text, { width: width ?? this.width, lineGap: GAP * size })
  }

  /** Ends it, with the number of each page below it. */
  async bytes(): Promise<Buffer> {
    const { doc } = this
    const { start, count } = doc.bufferedPageRange()
    for (let page = start; page < start + count; page++) {
      doc.switchToPage(page)
      const { margins } = doc.page
      // Below the margin, where text would begin another page.
      doc.page.margins = { ...margins, bottom: 0 }
      this.#use(this.#fonts.regular[0] as Font, 8.5)
      doc.fillColor(FAINT).text(`${page - start + 1} / ${count}`, MARGIN, doc.page.height - MARGIN / 2, {
        width: this.width,
        align: 'center',
      })
      doc.page.margins = margins
    }
    const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject))
    doc.end()
    await ended
    return Buffer.concat(this.#chunks)
  }

  #plainRuns(text: string, style: Style): readonly Run[] {
    return plainRuns(text, this.#fonts[style], this.#lost).map((run) => ({ ...run, link: undefined }))
  }

  #write(runs: readonly Run[], { size, color = INK, indent = 0, width = this.width - indent }: Text): void {
    const { doc } = this
    doc.x = this.left + indent
    runs.forEach(({ text, font, link }, at) => {
      this.#use(font, size)
      doc.fillColor(link === undefined ? color : LINK)
      doc.text(text, {
        width,
        lineGap: GAP * size,
        continued: at < runs.length - 1,
        link: link ?? null,
        underline: link !== undefined,
      })
    })
    doc.x = this.left
  }

  #use(font: Font, size: number): void {
    let name = this.#names.get(font)
    if (name === undefined) {
      name = `font-${this.#names.size}`
      this.#names.set(font, name)
      // It takes a font that is open already, though its types do not say so.
      this.doc.registerFont(name, font as unknown as Buffer)
    }
    this.doc.font(name, size)
  }
}

/** Of the size of a text, what lies between two lines. */
const GAP = 0.32
