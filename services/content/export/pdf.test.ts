import { blocks } from 'banyan/text'
import { describe, expect, test } from 'vitest'
import { readPdf } from '../testing/pdf.ts'
import { loadFonts } from './pdf/fonts.ts'
import { toPdf } from './pdf/index.ts'

const fonts = await loadFonts([])
const print = async (markdown: string, title = 'A title', given = fonts) => {
  const page = { title, lead: 'Note · March 3, 2026', blocks: blocks(markdown) }
  return toPdf({ ...page, changed: new Date(0), fonts: given, pause: async () => {} })
}
const printed = async (markdown: string, title?: string) => readPdf(await print(markdown, title))

describe('a PDF', () => {
  test('has the title, headings, lists, tables and the number of each page', async () => {
    const { text, pages, bookmarks } = await printed(
      '## Why\n\nIt *really* **works**.\n\n- one\n- two\n\n3. three\n\n> said\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---',
      'Straße “Łódź” — 5 €',
    )
    expect(pages).toBe(1)
    const lines = text[0]?.split('\n') ?? []
    expect(lines.slice(0, 4)).toEqual(['Straße “Łódź” — 5 €', 'Note · March 3, 2026', 'Why', 'It really works.'])
    const rest = lines.join(' ')
    for (const word of ['•one', '•two', '3.three', 'said', 'code', 'ab', '12', '1 / 1']) expect(rest).toContain(word)
    expect(bookmarks).toEqual(['Why'])
  })

  test('has its fonts in it, the style of each word among them', async () => {
    expect((await printed('a **b** *c*')).fonts.toSorted()).toEqual([
      'Figtree-Bold',
      'Figtree-Italic',
      'Figtree-Regular',
    ])
  })

  test('has links that lead to the web and to mail, and no other', async () => {
    const { links, text } = await printed(
      '[a](https://x.example/y) [m](mailto:a@b.example) [s](/saved/1) [h](#top) [j](javascript:alert)',
    )
    expect(links).toEqual(['https://x.example/y', 'mailto:a@b.example'])
    expect(text[0]).toContain('a m s h j')
  })

  test('of a long text goes on over pages, and loses none of it', async () => {
    const many = Array.from({ length: 300 }, (_, at) => `Paragraph ${at} ends here.`)
    const { pages, text } = await printed(`${many.join('\n\n')}\n\n${many.map((line) => `- ${line}`).join('\n')}`)
    expect(pages).toBeGreaterThan(8)
    const whole = text.join('\n')
    for (const line of many) expect(whole.split(line)).toHaveLength(3)
    text.forEach((page, at) => {
      expect(page).toContain(`${at + 1} / ${pages}`)
    })
  })

  test('of a table with long cells keeps every word', async () => {
    const long = Array.from({ length: 900 }, (_, at) => `w${at}`).join(' ')
    const { text } = await printed(
      `| a | b | c |\n|---|---|---|\n| ${long} | x | y |\n| 1 | ${'word '.repeat(60)} | 3 |`,
    )
    expect(text.join(' ').replace(/\s+/g, ' ')).toContain('w899')
  })

  test('says how much it could not write', async () => {
    const { text } = await printed('Привет 😀 hello', 'Ωmega')
    const whole = text.join('\n')
    expect(whole).toContain('hello')
    expect(whole).toContain('8 characters are missing here')
    expect((await printed('a👍🏽b')).text.join()).toContain('2 characters are missing')
    expect((await printed('all is here')).text.join()).not.toContain('missing')
  })

  test('of the same entry has the same bytes', async () => {
    expect(await print('same')).toEqual(await print('same'))
  })

  test('of nothing, or of marks alone, is one', async () => {
    for (const text of ['', '****', '|', '> > >', '-', `${'['.repeat(5_000)}`])
      expect((await printed(text)).pages).toBeLessThan(3)
  })
})
