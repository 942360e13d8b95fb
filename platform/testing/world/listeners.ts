import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import type { Process } from './process.ts'
import type { Scheduler } from './scheduler.ts'

/** A connection that listens for wake-ups. */
export interface Listener {
  readonly process: Process
  hear(payload: string): void
  /** The connection is lost. */
  cut(): void
}

interface ListenersOptions {
  readonly scheduler: Scheduler
  readonly chance: Chance
  readonly faults: () => Faults
}

/** NOTIFY and LISTEN, of which messages get lost, late, doubled and out of order. */
export class Listeners {
  readonly #options: ListenersOptions
  readonly #listeners = new Set<Listener>()

  constructor(options: ListenersOptions) {
    this.#options = options
  }

  add(listener: Listener): void {
    this.#listeners.add(listener)
    listener.process.onDeath(() => this.#listeners.delete(listener))
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener)
  }

  notify(payload: string): void {
    const { chance, faults, scheduler } = this.#options
    const now = faults()
    const deliver = (listener: Listener) => {
      const late = chance.happens(now.slow) ? chance.between(0, now.slowest) : 0
      scheduler.after(chance.between(0.1, 3) + late, listener.process, `wake-up ${topicsOf(payload)}`, () => {
        if (this.#listeners.has(listener)) listener.hear(payload)
      })
    }
    for (const listener of this.#listeners) {
      if (chance.happens(now.deaf)) {
        this.#listeners.delete(listener)
        scheduler.after(chance.between(0, 50), listener.process, 'loses its listening connection', () => listener.cut())
      } else {
        if (!chance.happens(now.wakeLost)) deliver(listener)
        if (chance.happens(now.wakeTwice)) deliver(listener)
      }
    }
  }
}

/** The payload begins with who sends it. */
const topicsOf = (payload: string) => payload.slice(payload.indexOf(' ') + 1)
