import type { Clock } from '../clock/index.ts'

/** The result of `work`, or a rejection after `ms`: work that never ends is not waited for, its signal aborts. */
export function within<T>(clock: Clock, ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  return new Promise<T>((resolve, reject) => {
    const stop = clock.timer(ms, () => {
      const late = new Error(`no answer within ${ms} ms`)
      controller.abort(late)
      reject(late)
    })
    // In a promise of its own, so that work that throws at once is a rejection like any other.
    Promise.resolve(controller.signal).then(work).then(resolve, reject).finally(stop)
  })
}
