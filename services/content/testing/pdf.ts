import { inflateSync } from 'node:zlib'

export interface ReadPdf {
  readonly pages: number
  /** The text of each page, a line a line, in the order in which it was drawn. */
  readonly text: readonly string[]
  readonly links: readonly string[]
  /** Names of the fonts that are part of the file. */
  readonly fonts: readonly string[]
  readonly bookmarks: readonly string[]
}

/** Reads a PDF as pdfkit writes it: by the objects of the file, and the characters by the maps of its fonts. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = Buffer.from(bytes).toString('latin1')
  const objects = new Map<string, string>()
  for (const [, id = '', body = ''] of file.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)) objects.set(id, body)
  const all = [...objects.values()]
  const pages = all.filter((body) => /\/Type \/Page\b/.test(body))
  const fonts = new Map<string, ReadonlyMap<string, string>>()
  for (const body of all)
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1]
      if (map) fonts.set(name, charactersOf(streamOf(objects.get(map) ?? '')))
    }
  return {
    pages: pages.length,
    text: pages.map((body) => {
      const contents = /\/Contents (\d+) 0 R/.exec(body)?.[1] ?? ''
      return textOf(streamOf(objects.get(contents) ?? ''), fonts)
    }),
    links: all.flatMap((body) => [...body.matchAll(/\/URI \(([^)]*)\)/g)].map(([, uri = '']) => uri)),
    fonts: [...new Set(all.flatMap((body) => /\/FontName \/[A-Z]+\+(\S+)/.exec(body)?.[1] ?? []))],
    bookmarks: all.flatMap((body) => (/\/Dest \[/.test(body) ? (/\/Title \(([^)]*)\)/.exec(body)?.[1] ?? []) : [])),
  }
}

function streamOf(body: string): string {
  const data = /stream\n([\s\S]*)\nendstream/.exec(body)?.[1] ?? ''
  const bytes = Buffer.from(data, 'latin1')
  return (/FlateDecode/.test(body) ? inflateSync(bytes) : bytes).toString('latin1')
}

/** Of a font, what each of its glyphs says. */
function charactersOf(map: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, from = '', texts = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
    [...texts.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex = ''], at) => {
      const units = (hex.match(/[0-9a-f]{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16))
      found.set((Number.parseInt(from, 16) + at).toString(16).padStart(4, '0'), String.fromCharCode(...units))
    })
  return found
}

function textOf(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map()
  let text = ''
  let row = ''
  for (const [, name, y, shown] of stream.matchAll(
    /\/(F\d+) [\d.]+ Tf|1 0 0 1 [\d.-]+ ([\d.-]+) Tm|\[([^\]]*)\] TJ/g,
  )) {
    if (name) font = fonts.get(name) ?? new Map()
    if (y !== undefined) {
      if (text !== '' && y !== row) text += '\n'
      row = y
    }
    for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]*)>/g))
      for (const glyph of hex.match(/[0-9a-f]{4}/g) ?? []) text += font.get(glyph) ?? '?'
  }
  return text
}
