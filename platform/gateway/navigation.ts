import type { IncomingMessage } from 'node:http'

/** Whether a request wants a page of the web, and not data of the same path: a browser that goes there, or Next.js that acts for it. */
export function wantsPage({ headers }: IncomingMessage): boolean {
  // Next.js loads the parts of a page, and calls its actions, with headers of its own and `Accept: */*`.
  return headers.rsc !== undefined || headers['next-action'] !== undefined || prefersHtml(headers.accept)
}

/** Whether an `Accept` header names HTML, and does not rather have JSON. */
export function prefersHtml(accept: string | undefined): boolean {
  if (accept === undefined || !accept.includes('text/html')) return false
  let html = 0
  let json = 0
  for (const range of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((piece) => piece.trim())
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
    if (type === 'text/html') html = quality
    if (type === 'application/json') json = quality
  }
  return html > 0 && html >= json
}
