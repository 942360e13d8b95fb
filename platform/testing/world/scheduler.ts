import type { Chance } from './chance.ts'
import type { Trace } from './trace.ts'

/** Whoever things happen to. What happens to the dead does not happen. */
export interface Owner {
  readonly name: string
  readonly dead: boolean
}

/**
 * The one place where the order of things is decided. All that would be asynchronous in reality is an event here, with
 * a virtual time; between two events every promise that can go on has gone on.
 */
export class Scheduler {
  readonly #chance: Chance
  readonly #trace: Trace
  readonly #queue: Entry[] = []
  /** Real work of the runtime that code of the world waits for, such as WebCrypto. */
  readonly #outside = new Set<Promise<unknown>>()
  readonly #stalled = new Map<Owner, number>()
  #now = 0
  #order = 0

  /** Called before each event of an owner; true when the owner dies instead. */
  strikes: (owner: Owner, what: string) => boolean = () => false

  constructor(chance: Chance, trace: Trace) {
    this.#chance = chance
    this.#trace = trace
  }

  /** Milliseconds since the beginning. */
  get now(): number {
    return this.#now / 1000
  }

  /** Calls `run` after `ms` and a moment, in which others of the same time may come first. */
  after(ms: number, owner: Owner | undefined, what: string, run: () => unknown): () => void {
    const at = this.#now + Math.ceil(Math.max(0, ms) * 1000) + this.#chance.below(JITTER_US)
    const entry: Entry = { at, order: this.#order++, owner, what, run }
    push(this.#queue, entry)
    return () => {
      entry.run = undefined
    }
  }

  /** Nothing happens to an owner for a while; afterwards all of it happens at once. */
  stall(owner: Owner, ms: number): void {
    this.#stalled.set(owner, this.#now + ms * 1000)
  }

  note(who: string, what: string): void {
    this.#trace.note(this.#now, who, what)
  }

  detail(what: string): void {
    this.#trace.detail(what)
  }

  /** The world waits for this before time goes on. */
  hold(work: Promise<unknown>): void {
    this.#outside.add(work)
    work.then(
      () => this.#outside.delete(work),
      () => this.#outside.delete(work),
    )
  }

  /** Lets things happen until `done`, or for `limit` virtual milliseconds. Resolves to whether it was done. */
  async run(done: () => boolean, limit: number): Promise<boolean> {
    const end = this.#now + Math.ceil(limit * 1000)
    await this.#settle()
    while (!done()) {
      const entry = pop(this.#queue)
      if (!entry || entry.at > end) {
        if (entry) push(this.#queue, entry)
        this.#now = end
        return false
      }
      const { owner, run, what } = entry
      if (!run || owner?.dead) continue
      const until = owner && this.#stalled.get(owner)
      if (until !== undefined && until > entry.at) {
        entry.at = until
        entry.order = this.#order++
        push(this.#queue, entry)
        continue
      }
      this.#now = entry.at
      if (owner && this.strikes(owner, what)) {
        await this.#settle()
        continue
      }
      this.#trace.event(entry.at, owner?.name ?? 'world', what)
      const going = run()
      if (going instanceof Promise) await going
      await this.#settle()
    }
    return true
  }

  /** All promises that can go on go on before the next turn of the event loop. */
  async #settle(): Promise<void> {
    await turn()
    while (this.#outside.size > 0) {
      await Promise.allSettled(this.#outside)
      await turn()
    }
  }
}

interface Entry {
  at: number
  order: number
  readonly owner: Owner | undefined
  readonly what: string
  run: (() => unknown) | undefined
}

/** Microseconds. */
const JITTER_US = 400

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order)

/** A binary heap. */
function push(heap: Entry[], entry: Entry): void {
  let at = heap.length
  heap.push(entry)
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above] as Entry
    if (!before(entry, parent)) break
    heap[at] = parent
    at = above
  }
  heap[at] = entry
}

function pop(heap: Entry[]): Entry | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (!first || !last || first === last) return first
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    if (below >= heap.length) break
    if (below + 1 < heap.length && before(heap[below + 1] as Entry, heap[below] as Entry)) below++
    const child = heap[below] as Entry
    if (!before(child, last)) break
    heap[at] = child
    at = below
  }
  heap[at] = last
  return first
}
