/**
 * Whether an entry of this version fits an `If-Match` header (RFC 9110, 13.1.1): no header, `*`, or a list with its
 * entity tag. Weak tags (`W/"3"`) never fit. A tag without its quotes is taken for one.
 */
export function fits(ifMatch: string | undefined, version: number): boolean {
  if (ifMatch === undefined || ifMatch.trim() === '*') return true
  return ifMatch.split(',').some((tag) => tag.trim().replace(/^"(.*)"$/, '$1') === String(version))
}
