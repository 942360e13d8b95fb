import { systemClock } from '../../clock/system.ts'
import type { NetworkFault } from './fault.ts'

/** The fault that holds now, for all connections, and what it does to a chunk on its way. */
export class Weather {
  readonly #random: () => number
  #fault: NetworkFault | undefined
  #changed = Promise.withResolvers<void>()

  constructor(random: () => number) {
    this.#random = random
  }

  get fault(): NetworkFault | undefined {
    return this.#fault
  }

  change(fault: NetworkFault | undefined): void {
    this.#fault = fault
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
  }

  /** Resolves when a chunk of so many bytes, which came at `arrived` (monotonic, ms), may go on. */
  async pass(bytes: number, arrived: number): Promise<void> {
    while (this.#fault?.kind === 'blackHole') await this.#changed.promise
    const fault = this.#fault
    if (fault?.kind === 'delay')
      await this.#until(arrived + fault.ms + this.#random() * (fault.jitter ?? 0) - systemClock.monotonic())
    if (fault?.kind === 'throttle') await this.#until((bytes / fault.rate) * 1000)
  }

  /** A healing ends the wait. */
  async #until(ms: number): Promise<void> {
    if (ms <= 0) return
    const waiting = new AbortController()
    await Promise.race([systemClock.sleep(ms, waiting.signal).catch(() => undefined), this.#changed.promise])
    waiting.abort()
  }
}
