import { createHash } from 'node:crypto'
import { shorten } from 'banyan/text'
import type { Drawing, Wish } from './drawing.ts'
import { type Palette, palettes } from './palettes.ts'

const [WIDTH, HEIGHT] = [1600, 840]
/** Where the ground begins. A title of three lines ends right below the street. */
const HORIZON = 512

/**
 * The picture of the offline model: a street under hills with the title on it, in colours and shapes that follow from the
 * title, the same for the same title. It says of itself what it is, and needs neither scripts nor fonts nor styles.
 */
export function draw({ title, alt }: Wish): Drawing {
  const chance = chanceFrom(title)
  const palette = chance.of(palettes)
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${xml(title)}</title><desc id="desc">${xml(alt)} Drawn by the offline model.</desc>`,
    `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${palette.high}"/><stop offset="1" stop-color="${palette.low}"/></linearGradient></defs>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>`,
    `<circle cx="${chance.between(900, 1450)}" cy="${chance.between(120, 260)}" r="${chance.between(50, 90)}" fill="${palette.sun}"/>`,
    hills(chance, palette),
    `<rect y="${HORIZON}" width="${WIDTH}" height="${HEIGHT - HORIZON}" fill="${palette.ground}"/>`,
    street(chance, palette),
    words(title, palette),
    '</svg>',
  ]
  return { mediaType: 'image/svg+xml', bytes: new TextEncoder().encode(svg.join('\n')) }
}

/** Draws upon a text instead of dice. */
function chanceFrom(text: string) {
  let block = Buffer.alloc(0)
  let at = 0
  let blocks = 0
  const byte = (): number => {
    if (at >= block.length) {
      block = createHash('sha256').update(`${blocks++} ${text}`).digest()
      at = 0
    }
    return block[at++] as number
  }
  const between = (least: number, most: number): number => least + Math.floor((byte() / 256) * (most - least + 1))
  return { between, of: <T>(all: readonly [T, ...T[]]): T => all[between(0, all.length - 1)] as T }
}
type Chance = ReturnType<typeof chanceFrom>

/** Three lines of hills, the nearer the darker. */
function hills(chance: Chance, { hills }: Palette): string {
  return hills
    .map((colour, at) => {
      const base = HORIZON - 200 + at * 70
      const [a, b, c, d] = Array.from({ length: 4 }, () => base + chance.between(-70, 70))
      return `<path d="M0 ${a} C300 ${b} 500 ${c} 800 ${base} S1300 ${d} ${WIDTH} ${a} V${HORIZON + 20} H0 Z" fill="${colour}"/>`
    })
    .join('\n')
}

/** Houses and trees side by side. */
function street(chance: Chance, palette: Palette): string {
  const parts: string[] = []
  for (let x = chance.between(10, 40); x < WIDTH - 130; ) {
    const isTree = chance.between(0, 3) === 0
    const width = isTree ? chance.between(60, 90) : chance.between(130, 230)
    parts.push(isTree ? tree(x, width, chance, palette) : house(x, width, chance, palette))
    x += width + chance.between(12, 50)
  }
  return parts.join('\n')
}

function house(x: number, width: number, chance: Chance, palette: Palette): string {
  const height = chance.between(140, 210)
  const [top, floor] = [HORIZON + 60 - height, HORIZON + 60]
  const roof = chance.between(50, 90)
  const windows = Array.from({ length: Math.floor(width / 65) }, (_, n) =>
    chance.between(0, 5) === 0
      ? ''
      : `<rect x="${x + 20 + n * 62}" y="${top + 24}" width="36" height="42" fill="${palette.light}"/>`,
  )
  return [
    `<rect x="${x}" y="${top}" width="${width}" height="${height}" fill="${chance.of(palette.walls)}"/>`,
    `<path d="M${x - 12} ${top} L${x + width / 2} ${top - roof} L${x + width + 12} ${top} Z" fill="${palette.roof}"/>`,
    ...windows,
    `<rect x="${x + width / 2 - 18}" y="${floor - 62}" width="36" height="62" fill="${palette.ink}"/>`,
  ].join('')
}

function tree(x: number, width: number, chance: Chance, palette: Palette): string {
  const [middle, crown] = [x + width / 2, HORIZON - chance.between(20, 70)]
  return `<rect x="${middle - 6}" y="${crown}" width="12" height="${HORIZON + 60 - crown}" fill="${palette.ink}"/><circle cx="${middle}" cy="${crown}" r="${width / 2}" fill="${chance.of(palette.leaves)}"/>`
}

/** The title in up to three lines on a band of its own, so that it can be read on any colours. */
function words(title: string, { ink }: Palette): string {
  const lines = linesOf(shorten(title.replace(/\s+/g, ' ').trim(), 3 * LINE - 10))
  const top = HEIGHT - 50 - lines.length * 66
  const text = lines.map((line, at) => `<tspan x="${MARGIN}" y="${top + 54 + at * 66}">${xml(line)}</tspan>`)
  return [
    `<rect y="${top - 20}" width="${WIDTH}" height="${HEIGHT - top + 20}" fill="${ink}"/>`,
    `<text font-family="Georgia, serif" font-size="54" fill="#ffffff">${text.join('')}</text>`,
    `<text x="${WIDTH - MARGIN}" y="${HEIGHT - 22}" text-anchor="end" font-family="sans-serif" font-size="22" fill="#ffffff">Drawn offline</text>`,
  ].join('\n')
}

/** Pages and networks cut a picture to their own shape: what is to be read stays away from its sides. */
const MARGIN = 120
/** Characters of a line in this size. */
const LINE = 42

function linesOf(text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > LINE) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].slice(0, 3)
}

/** As text of XML, without the characters that it cannot have. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
