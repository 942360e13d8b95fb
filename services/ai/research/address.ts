/** An address that a reader may open: on the web, or on this server. Undefined for anything else, e.g. `javascript:`. */
export function safeAddress(url: string): string | undefined {
  // Browsers take `//host` and `/\host` for another server.
  if (/^\/(?![/\\])/.test(url)) return url
  const parsed = URL.parse(url)
  return parsed?.protocol === 'http:' || parsed?.protocol === 'https:' ? parsed.href : undefined
}

/** The slug of an address that has the form of an article in the library. */
export function slugOf(address: string): string | undefined {
  const [, slug] = /^\/library\/([^/]+)\/?$/.exec(new URL(address, 'http://here').pathname) ?? []
  return slug === undefined ? undefined : decodeURIComponent(slug)
}
