import type { Scheduler } from './scheduler.ts'

let current: Scheduler | undefined
let chain: Promise<unknown> = Promise.resolve()

/**
 * WebCrypto works on other threads, which end when they like. While worlds run, its calls go one after the other, and
 * virtual time waits for them. Once per process.
 */
export function holdCrypto(scheduler: Scheduler): void {
  if (!current) {
    const subtle = Object.getPrototypeOf(globalThis.crypto.subtle) as Record<string, (...args: unknown[]) => unknown>
    for (const name of ['sign', 'verify', 'importKey', 'digest']) {
      const work = subtle[name]
      if (!work) continue
      subtle[name] = function (this: unknown, ...args: unknown[]) {
        const next = chain.then(() => work.apply(this, args))
        chain = next.catch(() => undefined)
        current?.hold(chain)
        return next
      }
    }
  }
  current = scheduler
}
