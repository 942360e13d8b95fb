import type { Handler } from 'banyan/service'
import { fits } from '../if-match.ts'
import type { Content } from '../shape.ts'
import { announceRemoved } from '../store/announce.ts'
import { lockEntry } from '../store/entry.ts'

/** It stays in the table until `purge` comes, but nothing finds it there except to bring it back. */
export const remove: Handler<Content, 'remove'> = ({ id, ifMatch }, { user, clock, emit, fail, tx }) =>
  tx(async (tx) => {
    const entry = await lockEntry(tx, user.id, id)
    if (!entry) throw fail.noSuchContent()
    if (!fits(ifMatch, entry.version)) throw fail.changedMeanwhile()
    const now = new Date(clock.now())
    await tx
      .updateTable('saved')
      .set({ deleted_at: now })
      .where('user_id', '=', user.id)
      .where('id', '=', entry.id)
      .execute()
    await announceRemoved(emit, tx, entry, now)
  })
