/** Counts who is in at the same time, and lets the first leave only when as many are in as may be. */
export class Floor {
  readonly #together: number
  readonly #inside: string[] = []
  readonly #full = Promise.withResolvers<void>()
  /** How many came in so far. */
  entered = 0
  /** The most that were in at once: in all, and of one user. */
  most = 0
  mostOfOne = 0

  constructor(together: number) {
    this.#together = together
  }

  async visit(user: string): Promise<void> {
    this.#inside.push(user)
    this.entered++
    this.most = Math.max(this.most, this.#inside.length)
    this.mostOfOne = Math.max(this.mostOfOne, this.#inside.filter((other) => other === user).length)
    if (this.#inside.length >= this.#together) this.#full.resolve()
    await this.#full.promise
    // Whoever may not come in yet has the time to do so all the same.
    await new Promise((resolve) => setImmediate(resolve))
    this.#inside.splice(this.#inside.indexOf(user), 1)
  }
}
