import type { ServiceContext } from 'banyan/service'
import type { Tx } from 'banyan/store'
import type { Content } from '../shape.ts'
import type { SavedRow, Tables } from './tables.ts'

type Emit = ServiceContext<Content>['emit']

/** Tells others that an entry stands as it does, whether it is new, changed or brought back. */
export function announceSaved(emit: Emit, tx: Tx<Tables>, row: SavedRow): Promise<void> {
  const { user_id: userId, id, type, title, version, updated_at } = row
  return emit.saved(tx, { userId, id, type, title, version, at: updated_at.toISOString() })
}

/** Tells others that an entry is not there any more. */
export function announceRemoved(emit: Emit, tx: Tx<Tables>, { user_id, id, type }: SavedRow, at: Date): Promise<void> {
  return emit.removed(tx, { userId: user_id, id, type, at: at.toISOString() })
}
