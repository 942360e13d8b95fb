/** What a page knew the last time it knew it, kept in this browser, for when the server cannot say it. */
export interface LastKnown<T> {
  /** RFC 3339. */
  readonly at: string
  readonly value: T
}

/** Keeps a value under a key that names the reader, too: another one of this browser must not see it. */
export function remember<T>(key: string, value: T): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: new Date().toISOString(), value }))
  } catch {
    // Full, or not allowed: then nothing is known later, which is said there.
  }
}

/** `T` is what `remember` was given under this key, by this release or an earlier one: look before you trust. */
export function recall<T>(key: string): LastKnown<T> | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('at' in kept) || !('value' in kept)) return undefined
    return kept as LastKnown<T>
  } catch {
    return undefined
  }
}

const PREFIX = 'banyan.last-known.'
