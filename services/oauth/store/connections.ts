import type { Tx } from 'banyan/store'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Subject } from '../vault/vault.ts'
import type { SealedColumns, Tables } from './tables.ts'

/** Whose connection to what. */
export interface Holder {
  readonly user: string
  readonly provider: string
}

/** A connection with its secrets, which one that the provider took back has not. */
export type Found = Selectable<Tables['connections']> & { readonly secrets: SealedColumns | undefined }

/** As it is now: one statement, so state and tokens belong together. */
export async function findConnection(db: Kysely<Tables>, { user, provider }: Holder): Promise<Found | undefined> {
  const row = await withSecrets(db).where('c.user_id', '=', user).where('c.provider', '=', provider).executeTakeFirst()
  return row && found(row)
}

/** From now on nobody else changes it until the transaction ends. False where there is none. */
export async function lockConnection(tx: Tx<Tables>, { user, provider }: Holder): Promise<boolean> {
  const row = await tx
    .selectFrom('connections')
    .select('version')
    .where('user_id', '=', user)
    .where('provider', '=', provider)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** All of a user's, by provider. */
export async function findConnections(db: Kysely<Tables>, user: string): Promise<ReadonlyMap<string, Found>> {
  const rows = await withSecrets(db).where('c.user_id', '=', user).execute()
  return new Map(rows.map((row) => [row.provider, found(row)]))
}

const withSecrets = (db: Kysely<Tables>) =>
  db
    .selectFrom('connections as c')
    .leftJoin('tokens as t', (on) => on.onRef('t.user_id', '=', 'c.user_id').onRef('t.provider', '=', 'c.provider'))
    .selectAll('c')
    .select(['t.key_id', 't.wrapped_key', 't.sealed'])

function found(row: Awaited<ReturnType<ReturnType<typeof withSecrets>['executeTakeFirstOrThrow']>>): Found {
  const { key_id, wrapped_key, sealed, ...connection } = row
  const there = key_id !== null && wrapped_key !== null && sealed !== null
  return { ...connection, secrets: there ? { key_id, wrapped_key, sealed } : undefined }
}

/** A number that no tokens had before. */
export async function nextVersion(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ version: number }>`select nextval('versions') as version`.execute(db)
  return Number(rows[0]?.version)
}

export const subjectOf = ({ user_id: user, provider, version }: Subjected): Subject => ({ user, provider, version })
interface Subjected {
  readonly user_id: string
  readonly provider: string
  readonly version: number
}
