import type { Article } from '@banyan/search/contract'
import { settle } from 'banyan/contract'
import { headers } from 'next/headers'
import { cache } from 'react'
import { api } from '../../lib/api.ts'
import { connect, forwarded } from '../../lib/connect.ts'
import { failureView } from '../../lib/failure-view.ts'
import type { Loaded } from '../../lib/session/guard.ts'

/** An article for its page: as the reader, or as a stranger when his session is no longer good. */
export const loadArticle = cache(async (slug: string): Promise<Loaded<Article>> => {
  const mine = await settle(api.search.article({ slug }))
  if (mine.ok) return mine
  if (mine.error.kind !== 'unauthenticated') return { ok: false, failure: failureView(mine.error) }
  const incoming = await headers()
  const anybodys = await settle(connect(() => forwarded(incoming)).search.article({ slug }))
  return anybodys.ok ? anybodys : { ok: false, failure: failureView(anybodys.error) }
})
