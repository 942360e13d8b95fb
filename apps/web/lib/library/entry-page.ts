import type { Route } from 'next'

/** Where an entry is read and worked with: some types have a page of their own, all others the library's. */
export function entryPage({ type, id }: { readonly type: string; readonly id: string }): Route {
  // An id is part of a path of this site.
  return (PAGES[type]?.(encodeURIComponent(id)) ?? `/saved/${encodeURIComponent(id)}`) as Route
}

const PAGES: Readonly<Record<string, (id: string) => string>> = {
  'brand-audit': (id) => `/audit/${id}`,
  'competitor-list': (id) => `/competitors?list=${id}`,
  'keyword-rankings': (id) => `/competitors?rankings=${id}`,
  'review-analysis': (id) => `/reviews/${id}`,
  'marketing-plan': (id) => `/plan/${id}`,
}
