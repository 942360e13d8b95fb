import { readFile } from 'node:fs/promises'
import { create, type Font } from 'fontkit'

export type Style = 'regular' | 'bold' | 'italic'

/** The fonts of a document: for each style its own first, then those for what it lacks. */
export type Fonts = Readonly<Record<Style, readonly Font[]>>

/** Reads the fonts that are part of the service, and those given for more alphabets, as bytes of font files. */
export async function loadFonts(more: readonly Uint8Array[]): Promise<Fonts> {
  const others = more.map(opened)
  const own = async (name: string) => {
    const font = opened(await readFile(new URL(`../fonts/Figtree-${name}.ttf`, import.meta.url)))
    return [font, ...others]
  }
  const [regular, bold, italic] = await Promise.all([own('Regular'), own('Bold'), own('Italic')])
  return { regular, bold, italic }
}

/** The first font of a collection, where it is one. Throws for what is no font. */
export function opened(bytes: Uint8Array): Font {
  const found = create(bytes)
  const font = found && 'fonts' in found ? found.fonts[0] : found
  if (!font) throw new TypeError('this is no font')
  return font
}
