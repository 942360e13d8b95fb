import { failure } from 'banyan/contract'

/** Runs `work` when it is its turn. */
export type Turns = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>

/**
 * Lets `atOnce` run and up to `waiting` wait, in the order they came. One more is refused with `unavailable`; one that gives
 * up (its signal aborts) leaves the queue and rejects with the signal's reason.
 */
export function createTurns(atOnce: number, waiting: number): Turns {
  const queue = new Set<() => void>()
  let running = 0

  function wait(signal: AbortSignal): Promise<void> {
    if (queue.size >= waiting) throw failure('unavailable', { detail: 'Too many at once.', retryAfter: 1000 })
    return new Promise((resolve, reject) => {
      const go = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        queue.delete(go)
        reject(signal.reason)
      }
      queue.add(go)
      signal.addEventListener('abort', leave, { once: true })
    })
  }
  /** A turn that ends goes to the next in the queue, so that nobody who comes later gets in between. */
  function pass(): void {
    const [next] = queue
    if (!next) running -= 1
    else {
      queue.delete(next)
      next()
    }
  }

  return async (work, signal) => {
    signal.throwIfAborted()
    if (running < atOnce) running += 1
    else await wait(signal)
    try {
      return await work()
    } finally {
      pass()
    }
  }
}
