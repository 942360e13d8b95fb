import { createHash } from 'node:crypto'

/** Everything that happened, in its order: as a hash, and on demand as lines to read. */
export class Trace {
  readonly #hash = createHash('sha256')
  readonly #write: ((line: string) => void) | undefined
  /** Not hashed yet. */
  #pending = ''

  constructor(write: ((line: string) => void) | undefined) {
    this.#write = write
  }

  /** `at` in microseconds since the beginning of the world. */
  event(at: number, who: string, what: string): void {
    this.detail(`${at} ${who} ${what}\n`)
    this.#write?.(`${(at / 1000).toFixed(3).padStart(10)} ms  ${who.padEnd(10)} ${what}`)
  }

  /** Part of the hash, but nothing to read. */
  detail(what: string): void {
    this.#pending += what
    if (this.#pending.length > CHUNK) this.#flush()
  }

  /** For the reader only. */
  note(at: number, who: string, what: string): void {
    this.#write?.(`${(at / 1000).toFixed(3).padStart(10)} ms  ${who.padEnd(10)}   ${what}`)
  }

  /** The first 16 hexadecimal digits of the SHA-256 of all events so far. */
  digest(): string {
    this.#flush()
    return this.#hash.copy().digest('hex').slice(0, 16)
  }

  #flush(): void {
    this.#hash.update(this.#pending)
    this.#pending = ''
  }
}

/** Characters; hashing in larger pieces costs less. */
const CHUNK = 16_384
