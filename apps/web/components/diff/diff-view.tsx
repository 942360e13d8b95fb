import type { ReactNode } from 'react'
import type { Part, Passage } from '../../lib/diff/compare.ts'

/** What became of a text. Long passages that stayed are folded. */
export function DiffView({ passages }: { readonly passages: readonly Passage[] }) {
  return (
    <div className="grid grid-cols-1 gap-px whitespace-pre-wrap text-[0.938rem] leading-relaxed [overflow-wrap:anywhere]">
      {passages.map((passage, at) => {
        const [only] = passage
        if (passage.length === 1 && only?.mark === 'same')
          return <Stayed key={String(at)} text={only.text} first={at === 0} last={at === passages.length - 1} />
        return (
          <p key={String(at)} className="rounded-sm border-line-strong border-l-3 bg-sunken/70 py-0.5 pl-3">
            {passage.map((part, place) => (
              <Marked key={String(place)} part={part} />
            ))}
          </p>
        )
      })}
    </div>
  )
}

/** Lines that are shown of a passage that stayed, beside what changed; when it has few more, all of them are. */
const AROUND = 3
const FOLDED = 5

function Stayed({ text, first, last }: { readonly text: string; readonly first: boolean; readonly last: boolean }) {
  const lines = text.replace(/\n$/, '').split('\n')
  const [head, tail] = [first ? 0 : AROUND, last ? 0 : AROUND]
  if (lines.length <= head + tail + FOLDED) return <p className="pl-3.75 text-ink-2">{lines.join('\n') || '\u00a0'}</p>
  const hidden = lines.slice(head, lines.length - tail)
  return (
    <div className="pl-3.75 text-ink-2">
      {head > 0 && <p>{lines.slice(0, head).join('\n')}</p>}
      <details className="my-1">
        <summary className="w-fit rounded-md py-1 text-ink-3 text-sm hover:text-ink">
          {hidden.length} unchanged lines
        </summary>
        <p>{hidden.join('\n')}</p>
      </details>
      {tail > 0 && <p>{lines.slice(-tail).join('\n')}</p>}
    </div>
  )
}

/** Its kind is told by more than its colour: what went is struck through, what came is underlined. */
function Marked({ part: { mark, text } }: { readonly part: Part }): ReactNode {
  if (mark === 'added')
    return (
      <ins className="rounded-sm [del+&]:ml-0.5 bg-good-soft text-good-soft-ink decoration-1 underline-offset-3">
        {text}
      </ins>
    )
  if (mark === 'removed') return <del className="rounded-sm bg-bad-soft text-bad-soft-ink decoration-1">{text}</del>
  return text
}
