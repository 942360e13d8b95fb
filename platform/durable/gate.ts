import type { Clock } from '../clock/index.ts'

/** Where a loop waits for its next turn: until somebody opens, but no longer than a while. For one waiter. */
export class Gate {
  #open = false
  #enter: (() => void) | undefined

  /** Lets the waiter through, or the next one if nobody waits. */
  open(): void {
    this.#open = true
    this.#enter?.()
  }

  /** Resolves when the gate is opened, after `ms`, or when the signal aborts. Never rejects. */
  async wait(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
    if (!this.#open && !signal?.aborted) {
      await new Promise<void>((resolve) => {
        const enter = () => {
          stop()
          signal?.removeEventListener('abort', enter)
          this.#enter = undefined
          resolve()
        }
        const stop = clock.timer(ms, enter)
        signal?.addEventListener('abort', enter, { once: true })
        this.#enter = enter
      })
    }
    this.#open = false
  }
}
