import { pageOf, shorten } from 'banyan/text'
import type { NewsArticle, WebResult } from '../contract.ts'
import { LONGEST_SNIPPET, MOST_NEWS, type NewsRequest, type WebRequest } from '../provider/provider.ts'
import { dayOf } from './day.ts'
import { allows } from './domains.ts'
import type { Finding } from './engine.ts'
import { textOf } from './text.ts'

/** What was found in the one form that all engines share: each page once, only pages that a reader may open. `now` in milliseconds since the epoch. */
export function webResults(findings: readonly Finding[], request: WebRequest, now: number): WebResult[] {
  const pages = openable(findings).filter(({ url }) => allows(request, url))
  return pages.slice(0, request.maxResults).map(({ url, finding }) => {
    const publishedDate = dayOf(finding.date, now)
    return {
      title: titleOf(finding, url),
      url,
      snippet: shorten(textOf(finding.text ?? ''), LONGEST_SNIPPET[request.depth]),
      ...(publishedDate !== undefined && { publishedDate }),
    }
  })
}

/** The same for news. What nobody knows the day of is not known to be news, and left out. */
export function newsArticles(findings: readonly Finding[], { since, until }: NewsRequest, now: number): NewsArticle[] {
  return openable(findings)
    .flatMap(({ url, finding }) => {
      const publishedDate = dayOf(finding.date, now)
      if (publishedDate === undefined || publishedDate > until || publishedDate < (since ?? '')) return []
      const snippet = shorten(textOf(finding.text ?? ''), LONGEST_SNIPPET.basic)
      const source = shorten(textOf(finding.source ?? ''), 80) || siteOf(url)
      return [{ title: titleOf(finding, url), url, snippet, source, publishedDate }]
    })
    .slice(0, MOST_NEWS)
}

/** Those with an address on the web, without a name and a password in it; of each page the first. */
function openable(findings: readonly Finding[]): { readonly url: string; readonly finding: Finding }[] {
  const pages = new Map<string, { url: string; finding: Finding }>()
  for (const finding of findings) {
    const url = URL.parse(finding.url?.trim() ?? '')
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.href.length > 2_000) continue
    const page = pageOf(url.href)
    if (!pages.has(page)) pages.set(page, { url: url.href, finding })
  }
  return [...pages.values()]
}

const titleOf = ({ title }: Finding, url: string): string => shorten(textOf(title ?? ''), 200) || siteOf(url)

const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./, '')
