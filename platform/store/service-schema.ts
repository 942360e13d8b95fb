import pg from 'pg'
import type { Clock } from '../clock/index.ts'
import { exclusively, migrate } from './migrate.ts'
import type { Migration } from './migration.ts'
import { ensureSchema, INSUFFICIENT_PRIVILEGE } from './schema.ts'
import { codeOf, StartError, textOf } from './start-error.ts'

/** The role that a service works as. Roles belong to the server: the databases on it share them. */
export const roleOf = (service: string): string => `svc_${service}`

/**
 * Makes the service's schema, its role and its tables. The owner owns all of them; the role may use the tables, but not
 * change what they are, and it may see the platform's schema, where policies let it at its own rows.
 */
export async function prepareService(
  pool: pg.Pool,
  service: string,
  migrations: readonly Migration[],
  clock: Clock,
): Promise<void> {
  if (!/^[a-z][a-z0-9_-]{0,40}$/.test(service) || RESERVED.test(service)) {
    throw new StartError(`A service cannot be called "${service}": its name names a database schema.`)
  }
  const schema = pg.escapeIdentifier(service)
  const role = pg.escapeIdentifier(roleOf(service))
  await ensureRole(pool, roleOf(service))
  await ensureSchema(pool, service)
  await migrate(pool, { name: service, schema: service, migrations }, clock)
  await exclusively(pool, async (client) => {
    await client.query(`
      grant usage on schema ${schema}, banyan to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};
      grant usage, select on all sequences in schema ${schema} to ${role}`)
  })
}

const RESERVED = /^(banyan|public|information_schema|pg_.*)$/

/** Databases on one server may do this at once, so "exists already" is a success, and a lock of one database no help. */
async function ensureRole(pool: pg.Pool, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  const literal = pg.escapeLiteral(role)
  try {
    await pool.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = ${literal}) then
          create role ${name} nologin;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$;
      do $$ begin
        -- Since version 16 whoever makes a role may pass it on, but not yet act as it.
        if not pg_has_role(${literal},
          case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then
          grant ${name} to current_user;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`)
  } catch (error) {
    if (codeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error
    throw new StartError(
      `The database user may not make the role ${role}. Let an administrator run: alter role <user> createrole; ` +
        `or, where the role exists: grant ${role} to <user>; (${textOf(error)})`,
      { cause: error },
    )
  }
}
