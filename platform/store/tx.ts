import type { Transaction } from 'kysely'

/** A transaction on a service's own tables. Only `tx()` makes one, so whoever takes a `Tx` runs inside it. */
export type Tx<Tables> = Transaction<Tables>
