import type { Clock } from '../clock/index.ts'
import { Breaker, type BreakerOptions, type BreakerPolicy, type BreakerState } from './breaker.ts'

/** The breakers of a process by name, so that whoever calls the same target shares one, and an operator sees them all. */
export class Breakers {
  readonly #clock: Clock
  readonly #changed: ((name: string, state: BreakerState) => void) | undefined
  readonly #breakers = new Map<string, Breaker>()

  constructor(clock: Clock, changed?: (name: string, state: BreakerState) => void) {
    this.#clock = clock
    this.#changed = changed
  }

  /** The breaker called `name`, made with `policy` where there is none yet. */
  named(name: string, policy: BreakerPolicy, judge?: BreakerOptions['judge']): Breaker {
    const known = this.#breakers.get(name)
    if (known) return known
    const breaker = new Breaker({
      name,
      policy,
      clock: this.#clock,
      ...(judge && { judge }),
      onChange: (state) => this.#changed?.(name, state),
    })
    this.#breakers.set(name, breaker)
    return breaker
  }

  [Symbol.iterator](): Iterator<Breaker> {
    return this.#breakers.values()
  }
}
