/**
 * Variables that look like settings but are none: those with a prefix of ours (`BANYAN_`, `AI_`), and near misses of a
 * declared name. Answers what to say of each, by name.
 */
export function unknownSettings(
  names: readonly string[],
  declared: ReadonlySet<string>,
  services: readonly string[],
): Map<string, string> {
  const prefixes = ['BANYAN', ...services].map((name) => `${name.toUpperCase()}_`)
  const found = new Map<string, string>()
  for (const name of names) {
    if (declared.has(name) || SERVICE_LINK.test(name)) continue
    const near = nearest(name, declared)
    if (near !== undefined) found.set(name, `there is no such setting. Did you mean ${near}?`)
    else if (prefixes.some((prefix) => name.startsWith(prefix)))
      found.set(name, 'there is no such setting. Remove it, or see docs/configuration.md for those there are.')
  }
  return found
}

/** Kubernetes and Docker put these into a container for every service they know, e.g. `AUTH_SERVICE_HOST`. */
const SERVICE_LINK = /_(SERVICE_(HOST|PORT(_\w+)?)|PORT(_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)$/

function nearest(name: string, declared: ReadonlySet<string>): string | undefined {
  const upper = name.toUpperCase()
  for (const other of declared) {
    // DATABASE_URL_REPLICA is another setting of somebody else's, not a slip of the finger.
    if (upper.startsWith(`${other}_`)) continue
    if (distance(upper, other) <= slips(other)) return other
  }
  return undefined
}

/** How many slips still make it a misspelling: short names have too many neighbours, e.g. PORT and PATH. */
const slips = (name: string): number => (name.length >= 10 ? 2 : name.length >= 6 ? 1 : -1)

/** Edits from one text to the other, counting a swap of neighbours as one (optimal string alignment). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(before, j - 2) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return at(last, b.length)
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY
