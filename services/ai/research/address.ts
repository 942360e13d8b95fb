/** An address that a reader may open: on the web, or on this server. Undefined for anything else, e.g. `javascript:`. */
export function safeAddress(url: string): string | undefined {
  // Browsers take `//host` and `/\host` for another server.
  if (/^\/(?![/\\])/.test(url)) return url
  const parsed = URL.parse(url)
  return parsed?.protocol === 'http:' || parsed?.protocol === 'https:' ? parsed.href : undefined
}

/** The same for addresses that lead to the same page: without fragment, tracking parameters and a slash at the end. */
export function pageOf(address: string): string {
  const url = new URL(address, 'http://here')
  for (const name of [...url.searchParams.keys()])
    if (/^(utm_\w+|fbclid|gclid)$/.test(name)) url.searchParams.delete(name)
  return `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}${url.search}`.toLowerCase()
}

/** The slug of an address that has the form of an article in the library. */
export function slugOf(address: string): string | undefined {
  const [, slug] = /^\/library\/([^/]+)\/?$/.exec(new URL(address, 'http://here').pathname) ?? []
  return slug === undefined ? undefined : decodeURIComponent(slug)
}
