/**
 * The words of a bit of HTML on one line, as search engines send it in titles and snippets. Runs in linear time on any
 * input, since every pattern is bounded. What is written as `&lt;b&gt;` stays the text `<b>`: it is text, not markup.
 */
export function textOf(html: string): string {
  return html
    .slice(0, LONGEST)
    .replace(/<!--[^>]{0,1000}-->/g, ' ')
    .replace(/<(script|style)\b[^<>]{0,1000}>[^<]{0,10000}<\/\1>/gi, ' ')
    .replace(/<(br|p|li|div|td)\b[^<>]{0,1000}>/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,1000}>/gi, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (entity, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? entity
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toWellFormed()
}

/** Characters: more than any snippet has. */
const LONGEST = 50_000

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  middot: '·',
  bull: '•',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  euro: '€',
  pound: '£',
}
