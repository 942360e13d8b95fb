import { Notice } from '@banyan/ui/notice'

/** What a text had to do without. */
export function DegradedNote({ degraded }: { readonly degraded: readonly string[] }) {
  if (degraded.length === 0) return null
  const search = degraded.includes('search')
  return (
    <Notice tone="warn" title={search ? 'Written without search' : `Written without ${degraded.join(', ')}`}>
      {search
        ? 'Search did not answer while this was written, so it may lack sources or rest on older ones. Run it again later for a fuller report.'
        : 'Some of what it needs did not answer. Run it again later for a fuller result.'}
    </Notice>
  )
}
