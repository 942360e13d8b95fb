/**
 * The same for addresses that lead to the same page: without scheme, `www.`, fragment, tracking parameters and a slash at
 * the end. Takes absolute addresses, and paths of this server. To compare, never to open.
 */
export function pageOf(address: string): string {
  const url = new URL(address, 'http://here')
  for (const name of [...url.searchParams.keys()])
    if (/^(utm_\w+|fbclid|gclid)$/.test(name)) url.searchParams.delete(name)
  return `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}${url.search}`.toLowerCase()
}
