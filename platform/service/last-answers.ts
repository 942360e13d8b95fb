/** The last good answers of one operation. Bounded: the one that was given longest ago goes first. */
export class LastAnswers {
  readonly #keep: number
  readonly #entries: number
  readonly #answers = new Map<string, { readonly output: unknown; readonly at: number }>()

  /** `keep` in milliseconds. */
  constructor(keep: number, entries: number) {
    this.#keep = keep
    this.#entries = entries
  }

  remember(user: string | undefined, input: unknown, output: unknown, now: number): void {
    const key = keyOf(user, input)
    this.#answers.delete(key)
    this.#answers.set(key, { output, at: now })
    if (this.#answers.size <= this.#entries) return
    for (const oldest of this.#answers.keys()) {
      this.#answers.delete(oldest)
      return
    }
  }

  /** Undefined where there is none that is young enough. A copy, so that the one that was given before stays what it was. */
  find(user: string | undefined, input: unknown, now: number): { readonly output: unknown } | undefined {
    const found = this.#answers.get(keyOf(user, input))
    return found && now - found.at <= this.#keep ? { output: structuredClone(found.output) } : undefined
  }
}

/** An answer to one user is for nobody else. */
const keyOf = (user: string | undefined, input: unknown): string => `${user ?? ''}\n${JSON.stringify(input)}`
