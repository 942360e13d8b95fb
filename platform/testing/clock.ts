import type { Clock } from '../clock/index.ts'

export interface ManualClock extends Clock {
  /** Moves time forward by `ms`, firing timers and sleeps on the way in their order. */
  advance(ms: number): void
}

/** A clock that stands still until it is told to move. */
export function manualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let now = start
  let waiting: { at: number; run: () => void }[] = []
  const timer = (ms: number, run: () => void) => {
    const entry = { at: now + Math.max(0, ms), run }
    waiting.push(entry)
    return () => {
      waiting = waiting.filter((other) => other !== entry)
    }
  }
  return {
    now: () => now,
    monotonic: () => now - start,
    timer,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const abort = () => {
          stop()
          reject(signal?.reason)
        }
        const stop = timer(ms, () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        })
        signal?.addEventListener('abort', abort, { once: true })
      }),
    advance(ms) {
      const end = now + ms
      for (;;) {
        const next = waiting.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        waiting = waiting.filter((entry) => entry !== next)
        now = Math.max(now, next.at)
        next.run()
      }
      now = end
    },
  }
}
