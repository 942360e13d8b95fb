/**
 * Whether what `fetch` rejected with says that the request cannot have arrived, so that sending it again is no second
 * time. False where nobody knows: a connection that was cut, an answer that did not come.
 */
export function neverArrived(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && UNREACHED.has(String(at.code))) return true
  return false
}

const UNREACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])
