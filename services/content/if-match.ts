/**
 * Whether an entry of this version fits an `If-Match` header (RFC 9110, 13.1.1): no header, `*`, or a list with an entity
 * tag of this version. What follows a hyphen tells of things beside the entry, which a change of it does not concern.
 * Weak tags (`W/"3"`) never fit. A tag without its quotes is taken for one.
 */
export function fits(ifMatch: string | undefined, version: number): boolean {
  if (ifMatch === undefined || ifMatch.trim() === '*') return true
  return ifMatch.split(',').some((tag) => {
    const [own] = tag
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .split('-')
    return own === String(version)
  })
}
