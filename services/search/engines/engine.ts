import type { NewsRequest, WebRequest } from '../provider/provider.ts'

/** One search engine on the network: how it is asked, and how its answers are read. Asking itself is the same for all. */
export interface Engine {
  readonly name: EngineName
  web(request: WebRequest): Sent
  news(request: NewsRequest): Sent
  /** What was found, as the engine tells it. Throws an `EngineFault` for what is no answer of this engine. */
  found(kind: 'web' | 'news', body: unknown): readonly Finding[]
}

export const engineNames = ['tavily', 'searxng', 'brave', 'serper'] as const
export type EngineName = (typeof engineNames)[number]

/** A request as it goes over the wire. */
export interface Sent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Sent as JSON by POST; without it, it is a GET. */
  readonly body?: object
}

/** One result as an engine tells it: anything may be missing, or be no text, no address and no date. */
export interface Finding {
  readonly title: string | undefined
  readonly url: string | undefined
  readonly text: string | undefined
  /** `2026-01-31T10:00:00`, `Wed, 31 Jan 2026 10:00:00 GMT`, `Jan 31, 2026`, `2 hours ago` ... */
  readonly date: string | undefined
  /** Who published it. */
  readonly source?: string | undefined
}
