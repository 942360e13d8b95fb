/** What is used of fontkit, which reads fonts for pdfkit and has no types of its own. */
declare module 'fontkit' {
  export interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean
    layout(text: string): { readonly advanceWidth: number }
  }
  /** Throws for what is no font; a collection has `fonts` instead. */
  export function create(bytes: Uint8Array): Font | { readonly fonts: readonly Font[] } | null
}
