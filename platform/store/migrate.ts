import type pg from 'pg'
import type { Clock } from '../clock/index.ts'
import type { Migration } from './migration.ts'
import { ensureSchema } from './schema.ts'
import { StartError, textOf } from './start-error.ts'

/** A set of migrations with its own numbers: a service's, or a part of the platform's own schema. */
export interface Scope {
  readonly name: string
  /** Where unqualified names of its statements are. */
  readonly schema: string
  readonly migrations: readonly Migration[]
}

/**
 * Brings a scope to the migration numbered `target` (0 for none at all, by default the newest), up or down, each step
 * in a transaction of its own and only one process at a time. Throws a `StartError` where the database does not fit
 * the files: a migration changed since it was applied, or one that these files do not have.
 */
export async function migrate(pool: pg.Pool, scope: Scope, clock: Clock, target?: number): Promise<void> {
  const goal = target ?? scope.migrations.at(-1)?.id ?? 0
  while (plan(scope, await applied(pool, scope), goal)) await step(pool, scope, clock, goal)
}

/** Creates the table in which migrations are on record. */
export async function prepareMigrations(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query("select to_regclass('banyan.migrations') is not null as ready")
  if (rows[0]?.ready === true) return
  await ensureSchema(pool, 'banyan')
  await exclusively(pool, async (client) => {
    await client.query(`
      create table if not exists banyan.migrations (
        scope text not null,
        id integer not null,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null,
        primary key (scope, id)
      )`)
  })
}

type Applied = ReadonlyMap<number, { readonly name: string; readonly checksum: string }>
type Step = { readonly up: boolean; readonly migration: Migration }

/** The next step towards `goal`, if there is one. */
function plan(scope: Scope, done: Applied, goal: number): Step | undefined {
  const known = new Map(scope.migrations.map((migration) => [migration.id, migration]))
  for (const [id, { name, checksum }] of done) {
    const file = known.get(id)
    if (!file) {
      throw new StartError(
        `The database has migration ${id} (${name}) of "${scope.name}", which this version does not know: ` +
          'it was made by a newer version. Start that version, or use another database.',
      )
    }
    if (file.checksum !== checksum) {
      throw new StartError(
        `The migration ${id} (${name}) of "${scope.name}" was changed after it was applied. ` +
          'Restore the file, and put the change into a new migration.',
      )
    }
  }
  const newest = Math.max(0, ...done.keys())
  if (newest > goal) return { up: false, migration: known.get(newest) as Migration }
  const next = scope.migrations.find(({ id }) => id <= goal && !done.has(id))
  if (next && next.id < newest) {
    throw new StartError(
      `The migration ${next.id} (${next.name}) of "${scope.name}" comes before ${newest}, which is applied already. ` +
        'Give it a higher number.',
    )
  }
  return next && { up: true, migration: next }
}

async function step(pool: pg.Pool, scope: Scope, clock: Clock, goal: number): Promise<void> {
  await exclusively(pool, async (client) => {
    // Read again under the lock: another process may have been faster.
    const next = plan(scope, await applied(client, scope), goal)
    if (!next) return
    const { up, migration } = next
    await client.query(`set local search_path to "${scope.schema}"`)
    try {
      await client.query(up ? migration.up : migration.down)
    } catch (error) {
      const what = `${up ? 'up' : 'down'} migration ${migration.id} (${migration.name}) of "${scope.name}"`
      throw new StartError(`The ${what} failed: ${textOf(error)}.`, { cause: error })
    }
    await client.query(
      up
        ? {
            text: 'insert into banyan.migrations (scope, id, name, checksum, applied_at) values ($1, $2, $3, $4, $5)',
            values: [scope.name, migration.id, migration.name, migration.checksum, new Date(clock.now())],
          }
        : {
            text: 'delete from banyan.migrations where scope = $1 and id = $2',
            values: [scope.name, migration.id],
          },
    )
  })
}

async function applied(client: pg.Pool | pg.PoolClient, scope: Scope): Promise<Applied> {
  const { rows } = await client.query<{ id: number; name: string; checksum: string }>(
    'select id, name, checksum from banyan.migrations where scope = $1 order by id',
    [scope.name],
  )
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Runs `work` in a transaction that one process at a time may be in, with no limit of time. */
export async function exclusively(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin; set local statement_timeout = 0')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    await work(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Any number that nobody else uses: "banyan" in ASCII. */
const LOCK = 0x62616e79616e
