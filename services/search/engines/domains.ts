/** The sites that results may come from: all those included, or all others; and none of those excluded. */
export interface Domains {
  /** `example.com` stands for `www.example.com` as well. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

export function allows({ include, exclude }: Domains, url: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  const within = (domain: string) => host === domain || host.endsWith(`.${domain}`)
  return (include.length === 0 || include.some(within)) && !exclude.some(within)
}

/** The query for an engine that takes sites as a part of it, as Google does. */
export function withSites(query: string, { include, exclude }: Domains): string {
  const sites = include.map((domain) => `site:${domain}`)
  const only = sites.length > 1 ? [`(${sites.join(' OR ')})`] : sites
  return [query, ...only, ...exclude.map((domain) => `-site:${domain}`)].join(' ')
}
