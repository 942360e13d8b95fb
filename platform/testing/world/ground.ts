import pg from 'pg'
import { systemClock, systemRandom } from '../../clock/index.ts'
import type { Service } from '../../service/index.ts'
import { openDatabase } from '../../store/index.ts'
import { testOptions } from '../database.ts'
import { Backends } from './backends.ts'

/** A real database that worlds stand on, one after the other. */
export interface Ground {
  readonly backends: Backends
  /** Asks the database past the world: for what a test sets up and looks at. */
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Removes every row, so that the next world finds what the first one found. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** Prepares an empty database for worlds with these services: their schemas, roles and tables. */
export async function ground(url: string, services: readonly Service[]): Promise<Ground> {
  const database = await openDatabase({ ...testOptions, clock: systemClock, random: systemRandom, url })
  for (const { contract, definition } of services) await database.open(contract.name, definition.store)
  await database.open('jobs', undefined)
  await database.close()

  const client = new pg.Client({ connectionString: url, options: '-c plan_cache_mode=force_generic_plan' })
  const names = new Map<string, string>()
  await client.connect()
  const schemas = ['banyan', ...services.map(({ contract }) => contract.name)]
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = any ($1) and not (schemaname = 'banyan' and tablename = 'migrations') order by 1`,
    [schemas],
  )
  const { rows: sequences } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, sequencename) as name from pg_sequences where schemaname = any ($1) order by 1`,
    [schemas],
  )
  const clear = [
    `set session_replication_role = replica`,
    ...tables.map(({ name }) => `delete from ${name}`),
    ...sequences.map(({ name }) => `select setval('${name}', 1, false)`),
    `set session_replication_role = default`,
  ].join('; ')
  const vacuum = `vacuum ${tables.map(({ name }) => name).join(', ')}`
  const backends = new Backends(url)
  let cleared = 0
  return {
    backends,
    async query(text, values = []) {
      const name = names.get(text) ?? `g${names.size}`
      names.set(text, name)
      return (await client.query({ name, text, values: [...values] })).rows
    },
    async clear() {
      await client.query(clear)
      // The server's own housekeeping comes when it likes; what it would remove slows every statement down.
      if (cleared++ % VACUUM_EVERY === 0) await client.query(vacuum)
    },
    async close() {
      await backends.close()
      await client.end()
    },
  }
}

const VACUUM_EVERY = 10
