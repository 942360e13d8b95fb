/** Markdown as data: the part of it that articles, notes and reports use. Anything else stays readable as text. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly string[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  /** Every row has as many cells as the head. */
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'rule' }

export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly inlines: readonly Inline[] }

/** Cuts a text into blocks, line by line, in linear time. */
export function blocks(markdown: string): readonly Block[] {
  return read(
    markdown
      .replaceAll('\r\n', '\n')
      .replaceAll(/<!--[\s\S]{0,2000}?-->/g, '')
      .split('\n'),
    0,
  )
}

/** How deep quotes in quotes are told apart. */
const DEEPEST = 20

function read(lines: readonly string[], depth: number): readonly Block[] {
  const found: Block[] = []
  let at = 0
  const take = (fits: (line: string) => boolean): string[] => {
    const from = at
    while (at < lines.length && fits(lines[at] ?? '')) at++
    return lines.slice(from, at)
  }
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const heading = /^(#{1,6})\s+(.+?)\s*#*$/.exec(line)
    const item = ITEM.exec(line)
    if (line.trim() === '') at++
    else if (heading) {
      found.push({ kind: 'heading', level: heading[1]?.length ?? 2, text: heading[2] ?? '' })
      at++
    } else if (/^(```|~~~)/.test(line)) {
      at++
      found.push({ kind: 'code', text: take((next) => !/^(```|~~~)/.test(next)).join('\n') })
      at++
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      found.push({ kind: 'rule' })
      at++
    } else if (line.startsWith('>') && depth < DEEPEST) {
      const quoted = take((next) => next.startsWith('>')).map((next) => next.replace(/^>\s?/, ''))
      found.push({ kind: 'quote', blocks: read(quoted, depth + 1) })
    } else if (item)
      found.push(
        list(
          take((next) => ITEM.test(next) || /^\s{2,}\S/.test(next)),
          item[1] ?? '',
        ),
      )
    else if (isTable(line, lines[at + 1])) {
      const [head = '', , ...rows] = take((next) => next.includes('|'))
      found.push(table(head, rows))
    } else {
      // The first line is taken as it is: it may look like a heading without being one.
      const from = at++
      while (isPlain(lines[at] ?? '') && !isTable(lines[at] ?? '', lines[at + 1])) at++
      found.push({ kind: 'paragraph', text: lines.slice(from, at).join(' ').trim() })
    }
  }
  return found
}

const ITEM = /^\s{0,3}([-*+]|\d{1,9}[.)])\s+(.*)$/
const isPlain = (line: string) => line.trim() !== '' && !/^(#{1,6}\s|```|~~~|>)/.test(line) && !ITEM.test(line)

function list(lines: readonly string[], mark: string): Block {
  const items: string[] = []
  for (const line of lines) {
    const item = ITEM.exec(line)
    if (item) items.push(item[2] ?? '')
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  const ordered = /\d/.test(mark)
  return { kind: 'list', ordered, start: ordered ? Number.parseInt(mark, 10) : 1, items }
}

/** A row of cells with a row of dashes below it. */
function isTable(line: string, next: string | undefined): boolean {
  if (next === undefined || !line.includes('|') || !next.includes('-')) return false
  const [head, dashes] = [cells(line), cells(next)]
  return head.length === dashes.length && dashes.every((cell) => /^:?-+:?$/.test(cell))
}

function table(head: string, rows: readonly string[]): Block {
  const titles = cells(head)
  const row = (line: string) => {
    const found = cells(line)
    return titles.map((_, at) => found[at] ?? '')
  }
  return { kind: 'table', head: titles, rows: rows.map(row) }
}

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())

const INLINE =
  /\\([\\`*_{}[\]()#+.!|<>~-])|`([^`]{1,2000})`|\*\*(?=\S)([\s\S]{0,4000}?\S)\*\*|(?<![\w*])[*_](?=\S)([^*_]{1,2000}?)[*_](?!\w)|!?\[([^[\]]{0,1000})\]\(([^()\s]{1,2000})(?:\s"[^"]{0,300}")?\)|<(https?:[^<>\s]{1,2000})>/

/** Cuts a line of text into its inline parts. */
export function inlines(text: string): readonly Inline[] {
  const found: Inline[] = []
  let rest = text
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    const [all, escaped, code, strong, em, label, href, address] = match
    if (match.index > 0) found.push({ kind: 'text', text: rest.slice(0, match.index) })
    if (escaped !== undefined) found.push({ kind: 'text', text: escaped })
    else if (code !== undefined) found.push({ kind: 'code', text: code })
    else if (strong !== undefined) found.push({ kind: 'strong', inlines: inlines(strong) })
    else if (em !== undefined) found.push({ kind: 'em', inlines: inlines(em) })
    else if (address !== undefined) found.push(link(address, [{ kind: 'text', text: address }]))
    else found.push(link(href ?? '', inlines(label || (href ?? ''))))
    rest = rest.slice(match.index + all.length)
  }
  if (rest !== '') found.push({ kind: 'text', text: rest })
  return found
}

/** Only addresses of the web, of mail and of this site become links: what a user wrote may not run scripts. */
function link(href: string, parts: readonly Inline[]): Inline {
  const safe = /^(https?:\/\/|mailto:|\/(?![/\\])|#)/i.test(href)
  return safe ? { kind: 'link', href, inlines: parts } : { kind: 'strong', inlines: parts }
}
