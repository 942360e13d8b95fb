/** Text that is HTML already. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Part = Html | string | number | false | undefined | readonly Part[]

/** HTML from a template: whatever is put in is escaped, unless it is `Html` itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, at) => text + (at < parts.length ? written(parts[at]) : '')).join(''))
}

function written(part: Part): string {
  if (part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(written).join('')
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** One line of Markdown as HTML: code between backticks and links, nothing else. */
export function inline(text: string): Part[] {
  return text.split(/(`[^`]+`|\[[^\]]+\]\([^)\s]+\))/).map((piece) => {
    if (piece.startsWith('`') && piece.length > 1) return html`<code>${piece.slice(1, -1)}</code>`
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(piece)
    return link ? html`<a href="${link[2]}">${link[1]}</a>` : piece
  })
}
