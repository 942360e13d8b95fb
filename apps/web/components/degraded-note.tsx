import { Notice } from '@banyan/ui/notice'

/** What a text had to do without. */
export function DegradedNote({ degraded }: { readonly degraded: readonly string[] }) {
  if (degraded.length === 0) return null
  const search = degraded.includes('search')
  if (!search && degraded.includes('fresh search'))
    return (
      <Notice tone="warn" title="Written with older search results">
        Search did not answer while this was written, so it rests on what was found before. Run it again later for newer
        results.
      </Notice>
    )
  return (
    <Notice tone="warn" title={search ? 'Written without search' : `Written without ${degraded.join(', ')}`}>
      {search
        ? 'Search did not answer while this was written, so it lacks sources. Run it again later for a fuller report.'
        : 'Some of what it needs did not answer. Run it again later for a fuller result.'}
    </Notice>
  )
}
