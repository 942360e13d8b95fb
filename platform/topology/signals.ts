import { constants } from 'node:os'
import type { Clock } from '../clock/index.ts'

/**
 * Ends the process in order at the first SIGINT or SIGTERM, with exit code 0. Until `started` has given a way to do so,
 * and at another signal later, it ends at once: what is kept survives that too.
 */
export function followSignals(
  clock: Clock,
  started: () => (() => Promise<void>) | undefined,
  fail: (error: unknown) => void,
): void {
  let first: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      const now = clock.monotonic()
      const stop = started()
      // Ctrl+C under `npm start` comes twice: from the terminal, and passed on by npm.
      if (first !== undefined && now - first < TWIN_MS) return
      if (!stop || first !== undefined) process.exit(128 + constants.signals[signal])
      first = now
      stop().then(() => process.exit(0), fail)
    })
}

const TWIN_MS = 1_000
