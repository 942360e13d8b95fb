import { Notice } from '@banyan/ui/notice'
import type { Without } from '../lib/orchestrate.ts'
import { Reload } from './reload.tsx'
import { RequestId } from './request-id.tsx'

/** Parts of a page that did not answer: which, and the id to quote. The rest of the page works. */
export function WithoutNote({ without }: { readonly without: readonly Without[] }) {
  const [first] = without
  if (!first) return null
  const parts = [...new Set(without.map(({ part }) => part))]
  return (
    <Notice tone="warn" title={`Missing here: ${parts.join(', ')}`} actions={<Reload />}>
      {first.failure.title}. Everything else works.
      <RequestId id={first.failure.requestId} />
    </Notice>
  )
}
