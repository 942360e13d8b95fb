import { systemClock, systemRandom } from '../../clock/index.ts'
import type { Service } from '../../service/index.ts'
import { openDatabase } from '../../store/index.ts'
import { testOptions } from '../database.ts'
import { Backends } from './backends.ts'
import { Wire } from './wire.ts'

/** A real database that worlds stand on, one after the other. */
export interface Ground {
  readonly backends: Backends
  /** Asks the database past the world: for what a test sets up and looks at. */
  query<Row extends object = object>(text: string, values?: readonly unknown[]): Promise<Row[]>
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

  // Two connections: the one that clears does without foreign keys, and changing that would forget all plans.
  const client = await Wire.open(url, SETTINGS)
  const cleaner = await Wire.open(url, { ...SETTINGS, session_replication_role: 'replica' })
  const query = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const answer = await client.ask(text, values)
    if ('error' in answer) throw answer.error
    return answer.result.rows as Row[]
  }
  const clean = async (text: string): Promise<void> => {
    const answer = await cleaner.ask(text)
    if ('error' in answer) throw answer.error
  }
  const schemas = ['banyan', ...services.map(({ contract }) => contract.name)]
  const tables = await query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = any ($1) and not (schemaname = 'banyan' and tablename = 'migrations') order by 1`,
    [schemas],
  )
  const sequences = await query<{ name: string }>(
    `select format('%I.%I', schemaname, sequencename) as name from pg_sequences where schemaname = any ($1) order by 1`,
    [schemas],
  )
  // As a function it is planned once.
  const clearing = [
    ...tables.map(({ name }) => `delete from ${name};`),
    ...sequences.map(({ name }) => `perform setval('${name}', 1, false);`),
  ]
  await clean(`create function pg_temp.clear() returns void language plpgsql as $$ begin ${clearing.join(' ')} end $$`)
  const vacuum = `vacuum ${tables.map(({ name }) => name).join(', ')}`
  const backends = new Backends(url)
  let cleared = 0
  return {
    backends,
    query,
    async clear() {
      await clean('select pg_temp.clear()')
      // The server's own housekeeping comes when it likes; what it would remove slows every statement down.
      if (cleared++ % VACUUM_EVERY === 0) await clean(vacuum)
    },
    async close() {
      await Promise.all([backends.close(), client.end(), cleaner.end()])
    },
  }
}

const SETTINGS = { plan_cache_mode: 'force_generic_plan' }
const VACUUM_EVERY = 10
