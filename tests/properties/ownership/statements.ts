import type { Database } from 'banyan/store'
import fc from 'fast-check'
import { expect } from 'vitest'

/** What a service may try with a table. */
const statements = {
  read: (table: string) => `select to_jsonb(t) as row from ${table} as t`,
  lock: (table: string) => `select to_jsonb(t) as row from ${table} as t for update`,
  change: (table: string, column: string) =>
    `update ${table} as t set ${column} = ${column} returning to_jsonb(t) as row`,
  add: (table: string, column: string) => `insert into ${table} (${column}) select ${column} from ${table} limit 0`,
  remove: (table: string) => `delete from ${table}`,
  empty: (table: string) => `truncate ${table}`,
  widen: (table: string) => `alter table ${table} add column mine text`,
  drop: (table: string) => `drop table ${table} cascade`,
  index: (table: string, column: string) => `create index on ${table} (${column})`,
  listen: (table: string) =>
    `create trigger t before insert on ${table} execute function suppress_redundant_updates_trigger()`,
  take: (table: string) => `alter table ${table} owner to current_user`,
  unlock: (table: string) => `alter table ${table} disable row level security`,
  open: (table: string) => `create policy mine on ${table} using (true)`,
  beside: (table: string) => `create table ${table}_mine (id text)`,
} as const
type Attempted = keyof typeof statements

/** What a service may do with its own tables. */
const allowed: ReadonlySet<Attempted> = new Set(['read', 'lock', 'change', 'add', 'remove'])
const inBanyan: ReadonlySet<Attempted> = new Set(['read', 'lock', 'change', 'add'])

export interface Table {
  readonly schema: string
  readonly name: string
  readonly column: string
}

/** An event in the name of a service, which may be another. */
export interface Announcement {
  readonly as: string
  readonly from: string
}

export const announcementsOf = (services: readonly string[]): fc.Arbitrary<Announcement> =>
  fc.record({ as: fc.constantFrom(...services), from: fc.constantFrom(...services) })

/** One statement, as the role of a service. */
export interface Statement {
  readonly as: string
  readonly table: Table
  readonly what: Attempted
}

export const statementsOn = (services: readonly string[], tables: readonly Table[]): fc.Arbitrary<Statement> =>
  fc.record({
    as: fc.constantFrom(...services),
    table: fc.constantFrom(...tables),
    what: fc.constantFrom(...(Object.keys(statements) as Attempted[])),
  })

/** The tables of these services and of the platform, each with a column that may be written. */
export async function tablesOf({ pool }: Database, services: readonly string[]): Promise<readonly Table[]> {
  const { rows } = await pool.query<Table>(
    `select distinct on (table_schema, table_name) table_schema as schema, table_name as name, column_name as column
     from information_schema.columns
     where table_schema = any ($1) and is_generated = 'NEVER' and is_identity = 'NO'
     order by table_schema, table_name, ordinal_position`,
    [[...services, 'banyan']],
  )
  return rows
}

/** Rejects where the database let a service do what it may not, or kept it from what it may. Nothing remains of it. */
export async function attempt(database: Database, { as, table, what }: Statement): Promise<void> {
  const { schema, name, column } = table
  const mayDo = schema === as ? allowed : schema === 'banyan' ? inBanyan : nothing
  const rows = await tried(database, as, statements[what](`${schema}.${name}`, column))
  if (rows) expect([...mayDo]).toContain(what)
  else if (schema !== 'banyan') expect([...mayDo]).not.toContain(what)
  // Of the platform's rows it sees and changes its own only.
  if (schema === 'banyan') for (const { row } of rows ?? []) expect([row.service, row.consumer]).toContain(as)
}

export async function announce(database: Database, { as, from }: Announcement): Promise<void> {
  const rows = await tried(
    database,
    as,
    `insert into banyan.outbox (id, service, type, subject, data, trace, at)
     values (gen_random_uuid(), '${from}', 'x', 's', '{}', '{}', '2026-01-01')`,
  )
  expect(rows !== undefined).toBe(as === from)
}

const nothing: ReadonlySet<Attempted> = new Set()

/** What a statement gives; undefined where the database refuses it. */
async function tried({ pool }: Database, as: string, sql: string): Promise<readonly { row: Row }[] | undefined> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`set local role svc_${as}`)
    return (await client.query<{ row: Row }>(sql)).rows
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE) return undefined
    throw error
  } finally {
    await client.query('rollback')
    client.release()
  }
}

interface Row {
  readonly service?: string
  readonly consumer?: string
}

const INSUFFICIENT_PRIVILEGE = '42501'
