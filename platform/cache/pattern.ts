/** True when `key` fits `pattern`, in which `*` stands for any characters, none included: `search:web:*`. */
export function matches(pattern: string, key: string): boolean {
  const [start = '', ...rest] = pattern.split('*')
  const end = rest.pop()
  if (end === undefined) return key === pattern
  if (!key.startsWith(start)) return false
  let at = start.length
  // The first place of each part leaves the most room for what follows, so nothing is ever tried twice.
  for (const part of rest) {
    const found = key.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return key.length - end.length >= at && key.endsWith(end)
}
