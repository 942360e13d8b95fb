import type { Bus } from './bus.ts'
import type { Core } from './core.ts'
import { Gate } from './gate.ts'

/** Moves events on as soon as they are committed here, and looks from time to time for those of others. */
export class Relay {
  readonly #core: Core
  readonly #bus: Bus
  readonly #isHere: (consumer: string) => boolean
  readonly #gate = new Gate()
  readonly #stopped = new AbortController()
  #loop: Promise<void> | undefined

  /** `isHere` tells whether this process handles what arrives for a consumer; if not, others have to be told. */
  constructor(core: Core, bus: Bus, isHere: (consumer: string) => boolean) {
    this.#core = core
    this.#bus = bus
    this.#isHere = isHere
  }

  start(): void {
    this.#core.wake.on('outbox', () => this.#gate.open())
    this.#loop = this.#run(this.#stopped.signal)
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#loop
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, log, observer, settings, wake } = this.#core
    while (!signal.aborted) {
      try {
        const { moved, consumers } = await this.#bus.relay(BATCH)
        for (const consumer of consumers) wake.tell('inbox', consumer, this.#isHere(consumer) ? 'here' : 'everywhere')
        if (moved > 0) observer.relayed(moved)
        if (moved === BATCH) continue
      } catch (error) {
        log.warn({ err: error }, 'could not relay events; trying again soon')
      }
      await this.#gate.wait(clock, settings.poll, signal)
    }
  }
}

const BATCH = 500
