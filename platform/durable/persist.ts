import { backoff } from '../resilience/retry.ts'
import type { Core } from './core.ts'
import { about, type Run } from './run.ts'
import { isTransient } from './transient.ts'

/**
 * Repeats a write of a running job while only the moment is against it, for as long as the lease holds. The write is
 * fenced, so repeating one whose answer got lost does no harm.
 */
export async function persist<T>({ clock, random, log }: Core, run: Run, write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write()
    } catch (error) {
      if (!isTransient(error) || run.interrupted === 'lost') throw error
      log.warn({ err: error, ...about(run) }, 'could not write to a running job; trying again')
    }
    await clock.sleep(backoff(PATIENCE, attempt, random))
  }
}

const PATIENCE = { attempts: Number.POSITIVE_INFINITY, base: 50, cap: 1_000, jitter: 0.5 }
