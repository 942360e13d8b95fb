import type { SourcePage } from '@banyan/ai/contract'
import { SourceLink } from '../source-link.tsx'

/** The pages that something is made of, folded: they are for whoever doubts it. */
export function PagesRead({ sources }: { readonly sources: readonly SourcePage[] }) {
  if (sources.length === 0) return null
  return (
    <details className="rounded-lg border border-line bg-surface px-5 py-3.5 text-sm shadow-1">
      <summary className="font-medium">Pages that were read ({sources.length})</summary>
      <ul className="mt-3 grid grid-cols-1 gap-2.5">
        {sources.map(({ url, title }) => (
          <li key={url}>
            <SourceLink url={url} title={title} />
          </li>
        ))}
      </ul>
    </details>
  )
}
