import type { Block } from 'banyan/text'
import type { Blocks } from './compose.ts'

/** Blocks as a Markdown text. */
export const toMarkdown = (blocks: Blocks): string => blocks.map(written).join('\n\n')

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.text}`
    case 'code':
      return `\`\`\`\n${block.text}\n\`\`\``
    case 'list':
      return block.items.map((item, at) => `${block.ordered ? `${block.start + at}.` : '-'} ${item}`).join('\n')
    case 'quote':
      return toMarkdown(block.blocks).replace(/^/gm, '> ')
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
    case 'rule':
      return '---'
    default:
      return block.text
  }
}
