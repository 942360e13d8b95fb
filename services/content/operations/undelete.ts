import type { Handler } from 'banyan/service'
import { stillKept } from '../deleted.ts'
import type { Content } from '../shape.ts'
import { announceSaved } from '../store/announce.ts'
import { lockAnyEntry, toSaved } from '../store/entry.ts'

/** As it was when it was deleted, versions and all. What is not deleted stays as it is. */
export const undelete: Handler<Content, 'undelete'> = ({ id }, { user, clock, emit, fail, tx }) =>
  tx(async (tx) => {
    const entry = await lockAnyEntry(tx, user.id, id)
    if (!entry || (entry.deleted_at && entry.deleted_at <= stillKept(clock))) throw fail.noSuchContent()
    if (entry.deleted_at) {
      await tx
        .updateTable('saved')
        .set({ deleted_at: null })
        .where('user_id', '=', user.id)
        .where('id', '=', entry.id)
        .execute()
      await announceSaved(emit, tx, entry)
    }
    return toSaved(entry)
  })
