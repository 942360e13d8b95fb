import { createHash } from 'node:crypto'

/** Everything that happened, in its order: as a hash, and on demand as lines to read. */
export class Trace {
  readonly #hash = createHash('sha256')
  readonly #write: ((line: string) => void) | undefined
  #lines = 0

  constructor(write: ((line: string) => void) | undefined) {
    this.#write = write
  }

  /** `at` in microseconds since the beginning of the world. */
  event(at: number, who: string, what: string): void {
    this.#lines++
    this.#hash.update(`${at} ${who} ${what}\n`)
    this.#write?.(`${(at / 1000).toFixed(3).padStart(10)} ms  ${who.padEnd(10)} ${what}`)
  }

  /** Part of the hash, but nothing to read. */
  detail(what: string): void {
    this.#hash.update(what)
  }

  /** For the reader only. */
  note(at: number, who: string, what: string): void {
    this.#write?.(`${(at / 1000).toFixed(3).padStart(10)} ms  ${who.padEnd(10)}   ${what}`)
  }

  get lines(): number {
    return this.#lines
  }

  /** The first 16 hexadecimal digits of the SHA-256 of all events so far. */
  digest(): string {
    return this.#hash.copy().digest('hex').slice(0, 16)
  }
}
