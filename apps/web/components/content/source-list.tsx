import type { SourcePage } from '@banyan/ai/contract'
import { Card } from '@banyan/ui/card'
import { SourceLink } from '../source-link.tsx'

/** The pages that a text builds on. */
export function SourceList({ sources }: { readonly sources: readonly SourcePage[] }) {
  return (
    <Card>
      <h2 className="border-line border-b px-5 py-3.5 text-base">
        Sources <span className="font-normal text-ink-3">{sources.length}</span>
      </h2>
      {sources.length === 0 ? (
        <p className="px-5 py-4 text-ink-3 text-sm">It has no sources.</p>
      ) : (
        <ol className="divide-y divide-line">
          {sources.map((source) => (
            <li key={source.url} className="px-5 py-3.5 text-sm">
              <SourceLink url={source.url} title={source.title} />
              <p className="mt-1 line-clamp-3 text-ink-2 leading-snug">{source.snippet}</p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
