import type { Kysely } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Clock, Random } from '../clock/index.ts'
import { BoundedDatabase } from './bounded.ts'
import { type Address, checkServer, clientConfig, parseAddress, unusable } from './connection.ts'
import type { StoreDefinition } from './definition.ts'
import { explain, startEmbedded } from './embedded/index.ts'
import { readMigrations } from './migration.ts'
import { preparePlatform } from './platform-schema.ts'
import { Pools } from './pools.ts'
import { prepareService, roleOf } from './service-schema.ts'
import { codeOf, textOf } from './start-error.ts'
import { transact } from './transaction.ts'
import type { Database, ServiceStore } from './types.ts'

export interface DatabaseOptions {
  /** An external server, PostgreSQL 15 or newer. Without it the platform runs its own. */
  readonly url?: string | undefined
  /** Where the embedded server keeps its data: `<dataDir>/postgres`. */
  readonly dataDir: string
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  /** Largest number of connections; by default 10 for the platform's own work and 8 for each service. */
  readonly connections?: { readonly owner?: number; readonly service?: number }
  /** Lets `insideTransaction()` tell, in development and tests, that a call to the outside is inside a `tx()`. */
  readonly guardTransactions?: boolean
  /** Settings of the embedded server beside the platform's own, e.g. `{ fsync: 'off' }` in tests. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Connects to PostgreSQL, or starts the embedded one, and migrates the platform's schema. Throws a `StartError`. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const server = options.url === undefined ? await startEmbedded(options) : undefined
  const address = parseAddress(server?.url ?? options.url ?? '')
  try {
    await checkServer(address, options.clock)
    return await openAt(address, options, server?.stop)
  } catch (error) {
    await server?.stop()
    if (!codeOf(error)) throw error
    throw server ? explain(error, server.data) : unusable(address, error)
  }
}

async function openAt(
  address: Address,
  { clock, random, log, connections, guardTransactions = false }: DatabaseOptions,
  stop: (() => Promise<void>) | undefined,
): Promise<Database> {
  const pools = new Pools(address, log)
  const owner = pools.open('banyan', connections?.owner ?? 10)
  try {
    await preparePlatform(owner, clock)
  } catch (error) {
    await pools.end(clock)
    throw error
  }
  return {
    embedded: stop !== undefined,
    url: address.given,
    pool: owner,
    async open<T>(service: string, definition: StoreDefinition<T> | undefined): Promise<ServiceStore<T>> {
      await prepareService(owner, service, definition ? await readMigrations(definition.migrations) : [], clock)
      const settings = { role: roleOf(service), search_path: service }
      const pool = pools.open(service, connections?.service ?? 8, settings)
      const bounded = new BoundedDatabase<T>(pool, owner)
      const through = (db: Kysely<T>): Pick<ServiceStore<T>, 'db' | 'tx'> => ({
        db,
        tx: (work) => transact(db, work, { clock, random, guard: guardTransactions }),
      })
      return { ...through(bounded.db), within: (deadline) => through(bounded.within(deadline)) }
    },
    async connect() {
      const client = new pg.Client(clientConfig(address))
      client.on('error', (error) => log.warn({ reason: error.message }, 'lost a database connection'))
      await client.connect()
      return client
    },
    async health() {
      const started = clock.monotonic()
      try {
        await owner.query('select 1')
        return { healthy: true, detail: `answered in ${Math.round(clock.monotonic() - started)} ms` }
      } catch (error) {
        return { healthy: false, detail: textOf(error) }
      }
    },
    pools: () => pools.counts(),
    delay: () => pools.delay(clock.monotonic()),
    async close() {
      await pools.end(clock)
      await stop?.()
    },
  }
}
