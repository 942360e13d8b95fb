import type { NewsArticle, WebResult } from '../contract.ts'

/** Where answers come from: the index of this server, or a search engine. All give the same form. */
export interface SearchProvider {
  /** Rejects when it cannot be asked; finding nothing is an answer. The signal aborts when nobody waits any longer. */
  web(request: WebRequest, signal: AbortSignal): Promise<WebAnswer>
  news(request: NewsRequest, signal: AbortSignal): Promise<NewsAnswer>
}

export interface WebRequest {
  readonly query: string
  readonly maxResults: number
  /** `advanced` gives longer snippets. */
  readonly depth: 'basic' | 'advanced'
  /** Results come from these sites only, where there are any, and never from those. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  /** The user who asks: his own documents are in reach of the server's index. */
  readonly reader: string
}

export interface WebAnswer {
  readonly results: WebResult[]
  /** All that fit, also those beyond `maxResults`, as far as they are known. */
  readonly total: number
}

export interface NewsRequest {
  readonly query: string
  /** A place that the article must speak of. */
  readonly location: string | undefined
  /** How many days back, and the same as a date: `2026-01-31`, nothing from before, and nothing from after `until`. */
  readonly days: number | undefined
  readonly since: string | undefined
  readonly until: string
}

export type NewsAnswer = NewsArticle[]

/** Characters of a snippet. */
export const LONGEST_SNIPPET = { basic: 300, advanced: 1000 } as const
/** Articles in one answer. */
export const MOST_NEWS = 10
