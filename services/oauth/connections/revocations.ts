import type { Tx } from 'banyan/store'
import type { Ground } from '../shape.ts'
import type { Holder } from '../store/connections.ts'
import type { SealedColumns, Tables } from '../store/tables.ts'

/** Puts tokens where a job finds them that tells the provider, and submits it. */
export async function leaveRevocation(
  tx: Tx<Tables>,
  { clock, id, enqueue }: Pick<Ground, 'clock' | 'id' | 'enqueue'>,
  { user, provider }: Holder,
  { version, key_id, wrapped_key, sealed }: SealedColumns & { readonly version: number },
): Promise<void> {
  const now = new Date(clock.now())
  const row = { id: id(), user_id: user, provider, version, key_id, wrapped_key, sealed }
  await tx
    .insertInto('revocations')
    .values({ ...row, created_at: now, tried_at: now })
    .execute()
  await enqueue.revokeAtProvider(tx, { id: row.id }, { user })
}
