import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draw } from './draw.ts'
import { kindOf } from './kind.ts'

const svgOf = (title: string, alt = `Header image: ${title}`) =>
  new TextDecoder().decode(draw({ title, alt, prompt: 'never looked at' }).bytes)

/** The names of all elements, where each is closed in its place and nothing else looks like one. Throws where it is not. */
function elementsOf(svg: string): string[] {
  const open: string[] = []
  const all: string[] = []
  for (const [, closing, name = '', attributes = '', empty] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)((?: [\w-]+="[^"<]*")*)(\/?)>|<|&(?!(?:lt|gt|amp);)/g,
  )) {
    if (name === '') throw new Error(`a stray sign in ${svg}`)
    if (/ on\w+=|href|style=|url\((?!#sky\))/.test(attributes))
      throw new Error(`what does more than show: ${attributes}`)
    if (closing && open.pop() !== name) throw new Error(`${name} is closed and not open`)
    if (!closing) all.push(name)
    if (!closing && !empty) open.push(name)
  }
  if (open.length > 0) throw new Error(`${open.join()} is not closed`)
  return all
}

describe('a picture of the offline model', () => {
  test('is the same for the same title, and another for another', () => {
    expect(svgOf('Open houses')).toBe(svgOf('Open houses'))
    expect(svgOf('Open houses')).not.toBe(svgOf('Open housing').replaceAll('Open housing', 'Open houses'))
  })

  test('can be read to those who cannot see it, and says that it was drawn offline', () => {
    const svg = svgOf('Open houses', 'Header image: Open houses.')
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title desc">/)
    expect(svg).toContain('<title id="title">Open houses</title>')
    expect(svg).toContain('<desc id="desc">Header image: Open houses. Drawn by the offline model.</desc>')
    expect(svg).toContain('>Drawn offline</text>')
  })

  test('shows a long title in three lines that fit', () => {
    const lines = [...svgOf('A title that goes on and on '.repeat(20)).matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)]
    expect(lines).toHaveLength(3)
    for (const [, line = ''] of lines) expect(line.length).toBeLessThanOrEqual(50)
  })

  test('is a well-formed image that only shows, whatever the title is', () => {
    const known = ['svg', 'title', 'desc', 'defs', 'linearGradient', 'stop', 'rect', 'circle', 'path', 'text', 'tspan']
    const hostile = fc.constantFrom(
      '</title><script>alert(1)</script>',
      '"><a href="x">',
      '&#x3c;b>',
      ']]>',
      '\0\ud800 \uffff',
    )
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary', minLength: 1, maxLength: 300 })), (title) => {
        expect(elementsOf(svgOf(title)).filter((name) => !known.includes(name))).toEqual([])
        expect(svgOf(title).isWellFormed()).toBe(true)
      }),
    )
  })
})

test.each([
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
  ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
  ['image/webp', [...Buffer.from('RIFF1234WEBPVP8 ')]],
  [undefined, [...Buffer.from('<svg onload="alert(1)">')]],
  [undefined, [...Buffer.from('RIFF1234WAVEfmt ')]],
  [undefined, []],
])('the first bytes tell %s', (kind, bytes) => expect(kindOf(Uint8Array.from(bytes))).toBe(kind))
