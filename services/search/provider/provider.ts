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
  /** The user who asks: his own documents are in reach. */
  readonly reader: string
}

export interface WebAnswer {
  readonly results: WebResult[]
  /** All that fit, also those beyond `maxResults`. */
  readonly total: number
}

export interface NewsRequest {
  readonly query: string
  /** A place that the article must speak of. */
  readonly location: string | undefined
  /** `2026-01-31`: nothing from before, and nothing from after `until`. */
  readonly since: string | undefined
  readonly until: string
}

export type NewsAnswer = NewsArticle[]
