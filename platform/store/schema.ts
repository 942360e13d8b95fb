import pg from 'pg'
import { codeOf, StartError } from './start-error.ts'

/** Creates a schema unless it is there. Safe where several do so at once. */
export async function ensureSchema(pool: pg.Pool, name: string): Promise<void> {
  const { rows } = await pool.query<{ there: boolean; database: string; owner: string }>(
    `select exists (select from pg_namespace where nspname = $1) as there,
      current_database() as database, current_user as owner`,
    [name],
  )
  if (rows[0]?.there) return
  try {
    await pool.query(`create schema if not exists ${pg.escapeIdentifier(name)}`)
  } catch (error) {
    if (codeOf(error) === UNIQUE_VIOLATION) return
    if (codeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error
    throw new StartError(
      `The database user may not make the schema "${name}". Let an administrator run: ` +
        `grant create on database ${rows[0]?.database} to ${rows[0]?.owner};`,
      { cause: error },
    )
  }
}

export const INSUFFICIENT_PRIVILEGE = '42501'

/** What PostgreSQL says when another connection made the same thing in the same moment. */
const UNIQUE_VIOLATION = '23505'
