import type { Handler } from 'banyan/service'
import { fits } from '../if-match.ts'
import type { Content } from '../shape.ts'
import { lockEntry } from '../store/entry.ts'

export const remove: Handler<Content, 'remove'> = ({ id, ifMatch }, { user, fail, tx }) =>
  tx(async (tx) => {
    const entry = await lockEntry(tx, user.id, id)
    if (!entry) throw fail.noSuchContent()
    if (!fits(ifMatch, entry.version)) throw fail.changedMeanwhile()
    await tx.deleteFrom('saved').where('id', '=', entry.id).execute()
  })
