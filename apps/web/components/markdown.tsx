import { type Block, blocks, type Inline, inlines } from 'banyan/text'
import type { ReactNode } from 'react'

/** A Markdown text. `top` is the level of its highest headings on the page; the text's own levels follow from there. */
export function Markdown({ text, top = 2 }: { readonly text: string; readonly top?: number }) {
  return <>{each(blocks(text), (block) => show(block, top))}</>
}

function show(block: Block, top: number): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${Math.min(6, Math.max(top, block.level))}` as 'h2'
      return <Heading>{line(block.text)}</Heading>
    }
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      )
    case 'rule':
      return <hr />
    case 'quote':
      return <blockquote>{each(block.blocks, (inner) => show(inner, top))}</blockquote>
    case 'list': {
      const items = each(block.items, (item) => <li>{line(item)}</li>)
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div tabIndex={0} className="overflow-x-auto">
          <table>
            <thead>
              <tr>
                {each(block.head, (cell) => (
                  <th scope="col">{line(cell)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {each(block.rows, (row) => (
                <tr>
                  {each(row, (cell) => (
                    <td>{line(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    default:
      return <p>{line(block.text)}</p>
  }
}

const line = (text: string): ReactNode => each(inlines(text), inline)

function inline(part: Inline): ReactNode {
  switch (part.kind) {
    case 'code':
      return <code>{part.text}</code>
    case 'strong':
      return <strong>{each(part.inlines, inline)}</strong>
    case 'em':
      return <em>{each(part.inlines, inline)}</em>
    case 'link':
      return (
        <a href={part.href} {...(part.href.startsWith('http') && { target: '_blank', rel: 'noopener noreferrer' })}>
          {each(part.inlines, inline)}
        </a>
      )
    default:
      return part.text
  }
}

/** Parts of a text have no identity but their place. */
function each<T>(parts: readonly T[], render: (part: T) => ReactNode): ReactNode {
  return parts.map((part, at) => <Part key={String(at)}>{render(part)}</Part>)
}

function Part({ children }: { readonly children: ReactNode }) {
  return children
}
