import type { Tx } from './tx.ts'

/**
 * Runs `run` once the transaction has committed, and never if it did not. For telling somebody that there is something
 * to look at: it may be lost in a crash, so what must happen belongs into the transaction. It must not throw.
 */
export function afterCommit(tx: Tx<never>, run: () => void): void {
  const waiting = committed.get(tx)
  if (waiting) waiting.push(run)
  else committed.set(tx, [run])
}

/** For `tx()` itself, once its COMMIT was answered. */
export function hasCommitted(tx: object): void {
  for (const run of committed.get(tx) ?? []) run()
  committed.delete(tx)
}

/** Weak: a transaction that rolled back takes its callbacks along. */
const committed = new WeakMap<object, (() => void)[]>()
