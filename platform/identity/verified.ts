import { LRUCache } from 'lru-cache'

/** What was found in tokens, each until its own end. Bounded: the least used goes first. */
export class Verified<T extends { /** Milliseconds since the epoch. */ readonly until: number }> {
  readonly #entries: LRUCache<string, T>

  constructor(max: number) {
    this.#entries = new LRUCache({ max })
  }

  get(token: string, now: number): T | undefined {
    const entry = this.#entries.get(token)
    if (entry === undefined || entry.until > now) return entry
    this.#entries.delete(token)
    return undefined
  }

  set(token: string, entry: T): void {
    this.#entries.set(token, entry)
  }

  clear(): void {
    this.#entries.clear()
  }
}
