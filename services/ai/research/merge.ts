import type { WebResult } from '@banyan/search/contract'
import { pageOf } from 'banyan/text'
import { safeAddress } from './address.ts'

/**
 * One list from several: what stands high in many lists comes first (reciprocal rank fusion), each page once, and only
 * pages that a reader may open.
 */
export function merge(lists: readonly (readonly WebResult[])[], max: number): WebResult[] {
  const pages = new Map<string, { result: WebResult; score: number }>()
  for (const list of lists) {
    const seen = new Set<string>()
    for (const [rank, result] of list.entries()) {
      const url = safeAddress(result.url)
      const page = url === undefined ? undefined : pageOf(url)
      if (url === undefined || page === undefined || seen.has(page)) continue
      seen.add(page)
      const score = 1 / (RANK_OFFSET + rank)
      const known = pages.get(page)
      if (known) known.score += score
      else pages.set(page, { result: { ...result, url }, score })
    }
  }
  return [...pages.values()]
    .sort((a, b) => b.score - a.score)
    .slice(0, max)
    .map(({ result }) => result)
}

/** The usual constant: a first place in one list does not outweigh middling places in two. */
const RANK_OFFSET = 60
