import { randomFillSync } from 'node:crypto'
import type { Clock, Random } from './index.ts'
import { uuidv7 } from './uuid.ts'

/** The machine's own time. The only place of the platform that may touch it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const abort = () => {
        clearTimeout(timeout)
        reject(signal?.reason)
      }
      const timeout = setTimeout(() => {
        signal?.removeEventListener('abort', abort)
        resolve()
      }, ms)
      signal?.addEventListener('abort', abort, { once: true })
    })
  },
  timer(ms, run) {
    const timeout = setTimeout(run, ms)
    timeout.unref()
    return () => clearTimeout(timeout)
  },
}

/** Cryptographic randomness, drawn from the system a few kilobytes at a time. */
export const systemRandom: Random = {
  next: () => take(6).readUIntBE(0, 6) / 2 ** 48,
  bytes: (size) => new Uint8Array(take(size)),
  id: () => uuidv7(Date.now(), take(10)),
}

const pool = Buffer.alloc(4096)
let used = pool.length

function take(size: number): Buffer {
  if (size > pool.length) return randomFillSync(Buffer.alloc(size))
  if (used + size > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += size
  return pool.subarray(used - size, used)
}
