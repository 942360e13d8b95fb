import { type Inline, inlines } from 'banyan/text'
import type { Font } from 'fontkit'
import { leadsOut } from '../html.ts'
import type { Fonts, Style } from './fonts.ts'

/** A piece of a line in one font. */
export interface Run {
  readonly text: string
  readonly font: Font
  readonly link: string | undefined
}

/** Cuts a line of Markdown into runs, each in a font that has its characters. `lost` counts those that none has. */
export function runsOf(text: string, style: Style, fonts: Fonts, lost: { count: number }): readonly Run[] {
  return inlines(text).flatMap((part) => runs(part, style, undefined, fonts, lost))
}

function runs(
  part: Inline,
  style: Style,
  link: string | undefined,
  fonts: Fonts,
  lost: { count: number },
): readonly Run[] {
  switch (part.kind) {
    case 'strong':
      return part.inlines.flatMap((inner) => runs(inner, 'bold', link, fonts, lost))
    case 'em':
      return part.inlines.flatMap((inner) => runs(inner, style === 'bold' ? 'bold' : 'italic', link, fonts, lost))
    case 'link': {
      const href = leadsOut(part.href) ? part.href : undefined
      return part.inlines.flatMap((inner) => runs(inner, style, href, fonts, lost))
    }
    default:
      return plainRuns(part.text, fonts[style], lost).map((run) => ({ ...run, link }))
  }
}

/** What no font has is left out, as it would be an empty box. */
export function plainRuns(text: string, fonts: readonly Font[], lost: { count: number }): readonly Omit<Run, 'link'>[] {
  const [first] = fonts
  const found: { text: string; font: Font }[] = []
  const spaced = text.normalize('NFC').replace(/[\t\n\r\u00a0]/g, ' ')
  // A word without end is cut: lines are broken within a word by trying one letter after the other.
  for (const character of spaced.replace(/[^ ]{200}/gu, '$& ')) {
    const code = character.codePointAt(0) ?? 0
    const font = fonts.find((each) => each.hasGlyphForCodePoint(code))
    if (!font) {
      // A joiner or a selector only changes the looks of what stands before it.
      if (!/^[\p{Cc}\p{Cf}\p{Mn}]$/u.test(character)) lost.count++
      continue
    }
    const last = found.at(-1)
    // A space goes with what stands before it, so that words of another font stay whole.
    if (last && (last.font === font || (character === ' ' && last.font.hasGlyphForCodePoint(code))))
      last.text += character
    else found.push({ text: character, font })
  }
  return found.length > 0 || !first ? found : [{ text: ' ', font: first }]
}
