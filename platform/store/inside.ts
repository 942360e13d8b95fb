import { AsyncLocalStorage } from 'node:async_hooks'

const scope = new AsyncLocalStorage<true>()

/**
 * Whether the code that asks runs inside the `work` of a `tx()`, where nothing may wait for the outside. Always false
 * where the database was opened without `guardTransactions`, so that production pays nothing for it.
 */
export const insideTransaction = (): boolean => scope.getStore() === true

/** Runs `work` so that everything it starts is known to be inside a transaction. */
export const markInside = <T>(work: () => T): T => scope.run(true, work)
