import { type Block, type Inline, inlines } from 'banyan/text'
import type { Blocks } from './compose.ts'

export interface Page {
  readonly title: string
  /** What stands below the title, e.g. of what type it is and when it was changed. */
  readonly lead: string
  readonly blocks: Blocks
}

/** A whole page that needs nothing else: no script runs in it, and nothing is loaded by it. */
export const toHtml = ({ title, lead, blocks }: Page): string => `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<article>
<h1>${escaped(title)}</h1>
<p class="lead">${escaped(lead)}</p>
${blocks.map(shown).join('\n')}
</article>
</body>
</html>
`

function shown(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      // The title is the only heading of the first level.
      const tag = `h${Math.max(2, block.level)}`
      return `<${tag}>${line(block.text)}</${tag}>`
    }
    case 'code':
      return `<pre><code>${escaped(block.text)}</code></pre>`
    case 'list': {
      const items = block.items.map((item) => `<li>${line(item)}</li>`).join('\n')
      return block.ordered ? `<ol start="${block.start}">\n${items}\n</ol>` : `<ul>\n${items}\n</ul>`
    }
    case 'quote':
      return `<blockquote>\n${block.blocks.map(shown).join('\n')}\n</blockquote>`
    case 'table': {
      const head = row(block.head, (cell) => `<th scope="col">${line(cell)}</th>`)
      const rows = block.rows.map((cells) => row(cells, (cell) => `<td>${line(cell)}</td>`))
      return `<table>\n<thead>\n${head}\n</thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`
    }
    case 'rule':
      return '<hr>'
    default:
      return `<p>${line(block.text)}</p>`
  }
}

const row = (cells: readonly string[], show: (cell: string) => string) => `<tr>${cells.map(show).join('')}</tr>`

const line = (text: string): string => inlines(text).map(part).join('')

function part(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return escaped(inline.text)
    case 'code':
      return `<code>${escaped(inline.text)}</code>`
    case 'link': {
      const label = inline.inlines.map(part).join('')
      return leadsOut(inline.href) ? `<a href="${escaped(inline.href)}" rel="noopener noreferrer">${label}</a>` : label
    }
    default:
      return `<${inline.kind}>${inline.inlines.map(part).join('')}</${inline.kind}>`
  }
}

/** Of the links that a text may have, those that lead somewhere from a file, too. */
export const leadsOut = (href: string): boolean => /^(https?:\/\/|mailto:)/i.test(href)

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 2.5rem 1.25rem; font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
article { max-width: 42rem; margin: 0 auto; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.8em 0 0.5em; }
h1 { margin-top: 0; font-size: 1.9rem; }
.lead { opacity: 0.75; font-size: 0.9rem; }
blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid; opacity: 0.85; }
pre { overflow-x: auto; padding: 0.8em 1em; background: rgb(127 127 127 / 12%); }
table { width: 100%; border-collapse: collapse; font-size: 0.94em; }
th, td { padding: 0.45em 0.8em 0.45em 0; border-bottom: 1px solid rgb(127 127 127 / 40%); text-align: start; vertical-align: top; }
@media print { body { padding: 0; } }
`
