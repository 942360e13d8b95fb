/**
 * The words of a Markdown text without its markup, HTML tags included: one line a paragraph, heading or list item.
 * Runs in linear time on any input, since every pattern is bounded.
 */
export function plainText(markdown: string): string {
  const lines: string[] = []
  let open = false
  for (const line of markdown.split(/\r?\n/)) {
    const trimmed = line.trim()
    if (isMarkupOnly(trimmed)) {
      open = false
      continue
    }
    const block = trimmed.replace(blockMarks, '')
    const text = inline(block).trim()
    if (text === '') continue
    // A line that begins no block of its own goes on with the paragraph before it.
    if (open && block === trimmed) lines[lines.length - 1] += ` ${text}`
    else lines.push(text)
    open = !trimmed.startsWith('#')
  }
  return lines.join('\n')
}

/** A heading's hashes, a quote's angle, a list item's bullet or number with its check box. */
const blockMarks = /^(?:#{1,6}\s+|(?:>\s?){1,9}|(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)/

/** Empty lines, fences, rules, the underline of a heading and of a table's head. */
function isMarkupOnly(line: string): boolean {
  return /^(?:```|~~~)/.test(line) || /^[-=*_:|\s]*$/.test(line)
}

function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/<(https?:[^<>\s]{1,2000})>/g, '$1')
    .replace(/<!--.{0,1000}?-->|<\/?[a-zA-Z][^<>]{0,1000}>/g, '')
    .replace(/!?\[([^[\]]{0,1000})\](?:\([^()\s]{0,2000}(?:\s"[^"]{0,300}")?\)|\[[^[\]]{0,200}\])/g, '$1')
    .replace(/\*\*|__|~~|`/g, '')
    .replace(/(?<![\p{L}\p{N}*_\\])[*_](?=\S)|(?<=[^\s\\])[*_](?![\p{L}\p{N}*_])/gu, '')
    .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, '$1')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity)
    .replace(/ ?\| ?/g, ' ')
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}
