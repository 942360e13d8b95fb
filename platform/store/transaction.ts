import type { Kysely } from 'kysely'
import type { Clock, Random } from '../clock/index.ts'
import { hasCommitted } from './after-commit.ts'
import { markInside } from './inside.ts'
import { codeOf } from './start-error.ts'
import type { Tx } from './tx.ts'

interface TransactionOptions {
  readonly clock: Clock
  readonly random: Random
  readonly guard: boolean
}

/**
 * Runs `work` in a transaction. Where PostgreSQL says that it undid the transaction because of another one, the work is
 * repeated: up to three times, after about 10, 20 and 40 ms. Nothing else is repeated; in particular not a COMMIT
 * whose answer got lost, because its work may have happened.
 */
export async function transact<T, R>(
  db: Kysely<T>,
  work: (tx: Tx<T>) => Promise<R>,
  { clock, random, guard }: TransactionOptions,
): Promise<R> {
  for (let attempt = 0; ; attempt++) {
    try {
      const { tx, result } = await db.transaction().execute(async (tx) => {
        const result = await (guard ? markInside(() => work(tx)) : work(tx))
        return { tx, result }
      })
      hasCommitted(tx)
      return result
    } catch (error) {
      if (attempt === RETRIES || !UNDONE.has(codeOf(error) ?? '')) throw error
    }
    await clock.sleep(FIRST_DELAY_MS * 2 ** attempt * (0.5 + random.next()))
  }
}

const RETRIES = 3
const FIRST_DELAY_MS = 10

/** serialization_failure and deadlock_detected: the server has rolled back, so running again is safe. */
const UNDONE: ReadonlySet<string> = new Set(['40001', '40P01'])
