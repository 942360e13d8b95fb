import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Deadline } from '../resilience/deadline.ts'
import type { StoreDefinition } from './definition.ts'
import type { Tx } from './tx.ts'

/** A PostgreSQL server, embedded or external, with the platform's own schema migrated. */
export interface Database {
  /** True when the platform runs the server itself. */
  readonly embedded: boolean
  /** Where it is, password included: for the platform's own child processes, never for a log. */
  readonly url: string
  /** The owner's connection: the durable engine works through it, services never see it. */
  readonly pool: pg.Pool
  /** Creates and migrates the service's schema and role (`svc_<name>`), and opens its pool. */
  open<T>(service: string, definition: StoreDefinition<T> | undefined): Promise<ServiceStore<T>>
  /** A connection outside the pools, e.g. for LISTEN. The caller ends it. */
  connect(): Promise<pg.Client>
  health(): Promise<{ readonly healthy: boolean; readonly detail: string }>
  /** Connections by pool, for metrics. */
  pools(): readonly { readonly name: string; readonly total: number; readonly idle: number; readonly waiting: number }[]
  /** Milliseconds that work waits for a connection now, in the longest of the queues. */
  delay(): number
  close(): Promise<void>
}

/** A service's own tables, through its own role: the database refuses anything else. */
export interface ServiceStore<T> {
  readonly db: Kysely<T>
  tx<R>(work: (tx: Tx<T>) => Promise<R>): Promise<R>
  /** The same within a deadline: what is too late is not begun, cancelled or not committed. */
  within?(deadline: Deadline): Pick<ServiceStore<T>, 'db' | 'tx'>
}
