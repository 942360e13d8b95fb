import { isTransient } from './transient.ts'

/**
 * Turns many small writes into few statements without making any of them wait: the first goes at once, and whatever
 * arrives while a statement is under way goes with the next one.
 */
export class Coalescer<Item, Result> {
  readonly #write: (items: readonly Item[]) => Promise<readonly Result[]>
  readonly #size: number
  readonly #lanes: number
  #queue: Entry<Item, Result>[] = []
  #busy = 0
  #scheduled = false

  /** `write` gives one result per item, in their order. At most `lanes` run at once, with up to `size` items each. */
  constructor(
    write: (items: readonly Item[]) => Promise<readonly Result[]>,
    { size, lanes }: { readonly size: number; readonly lanes: number },
  ) {
    this.#write = write
    this.#size = size
    this.#lanes = lanes
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject })
      this.#schedule()
    })
  }

  /** In a microtask, so that what is added in one turn travels together. */
  #schedule(): void {
    if (this.#scheduled || this.#busy >= this.#lanes) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      while (this.#queue.length > 0 && this.#busy < this.#lanes) void this.#send(this.#take())
    })
  }

  #take(): Entry<Item, Result>[] {
    if (this.#queue.length > this.#size) return this.#queue.splice(0, this.#size)
    const all = this.#queue
    this.#queue = []
    return all
  }

  async #send(entries: readonly Entry<Item, Result>[]): Promise<void> {
    this.#busy++
    await this.#settle(entries)
    this.#busy--
    if (this.#queue.length > 0) this.#schedule()
  }

  async #settle(entries: readonly Entry<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#write(entries.map(({ item }) => item))
      // The writer promises a result per item.
      for (const [at, entry] of entries.entries()) entry.resolve(results[at] as Result)
    } catch (error) {
      // One bad item must not fail its neighbours: where the statement is to blame, each is tried on its own.
      if (entries.length === 1 || isTransient(error)) for (const entry of entries) entry.reject(error)
      else for (const entry of entries) await this.#settle([entry])
    }
  }
}

interface Entry<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}
