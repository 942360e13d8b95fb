import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Found, Holder } from '../store/connections.ts'
import type { Tables } from '../store/tables.ts'

/**
 * The right to renew one connection, for so long: a row, not a lock, so that no database connection is held while the
 * provider is asked. Its fence is a number that was never given before: what is written by it is written by nobody else.
 */
export interface Lease extends Holder {
  readonly fence: number
}

/** Takes the lease of a connection that is as it was found; undefined where somebody has it, or something changed. */
export async function takeLease(
  db: Kysely<Tables>,
  { user_id: user, provider, version, fence }: Found,
  until: Date,
): Promise<Lease | undefined> {
  const taken = await db
    .updateTable('connections')
    .set({ fence: sql<number>`fence + 1`, lease_until: until })
    .where('user_id', '=', user)
    .where('provider', '=', provider)
    .where('version', '=', version)
    .where('fence', '=', fence)
    .where('state', '=', 'connected')
    .where('lease_until', 'is', null)
    .returning('fence')
    .executeTakeFirst()
  return taken && { user, provider, fence: taken.fence }
}

/** Gives it back where nothing came of it, and the refresh token is as good as before. */
export async function giveBack(db: Kysely<Tables>, lease: Lease): Promise<void> {
  await held(db, lease).set({ lease_until: null }).execute()
}

/** An update of the connection by whoever has this lease; of nothing where he has lost it. */
export const held = (db: Kysely<Tables>, { user, provider, fence }: Lease) =>
  db.updateTable('connections').where('user_id', '=', user).where('provider', '=', provider).where('fence', '=', fence)
