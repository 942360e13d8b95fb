import pg from 'pg'
import type { Logger } from 'pino'
import { type Address, clientConfig } from './connection.ts'

interface PoolOptions {
  readonly name: string
  readonly max: number
  readonly log: Logger
  /** Server settings of each connection, e.g. its role and search path. */
  readonly settings: Readonly<Record<string, string>>
}

/** A pool whose lost connections are logged, where `pg` by itself would end the process. */
export function openPool(address: Address, { name, max, log, settings }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(address, { ...TIMEOUTS, ...settings }),
    max,
    idleTimeoutMillis: IDLE_MS,
    allowExitOnIdle: true,
  })
  // Only the message: `pg` hangs the whole client on the error, with its connection string.
  pool.on('error', (error) => {
    // A server that stops right after may be faster with a connection than our own goodbye to it.
    if (!pool.ending) log.warn({ pool: name, reason: error.message }, 'lost an idle database connection')
  })
  // A connection that is lost while somebody holds it tells only its own listeners; whoever holds it sees the failure of his next query.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const IDLE_MS = 60_000

/** Milliseconds. A statement or a forgotten transaction must not hold locks for ever. */
const TIMEOUTS = { statement_timeout: '30000', idle_in_transaction_session_timeout: '60000' }
