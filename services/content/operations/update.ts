import type { Handler } from 'banyan/service'
import { excerpt } from '../excerpt.ts'
import { fits } from '../if-match.ts'
import type { Content } from '../shape.ts'
import { lockEntry, toSaved } from '../store/entry.ts'

/** What is not given stays. An update that changes nothing leaves version and time as they are. */
export const update: Handler<Content, 'update'> = ({ id, ifMatch, ...given }, { user, clock, fail, tx }) =>
  tx(async (tx) => {
    const entry = await lockEntry(tx, user.id, id)
    if (!entry) throw fail.noSuchContent()
    if (!fits(ifMatch, entry.version)) throw fail.changedMeanwhile()

    const { title = entry.title, body = entry.body, project = entry.project } = given
    if (title === entry.title && body === entry.body && project === entry.project) return toSaved(entry)
    const changed = await tx
      .updateTable('saved')
      .set({
        title,
        body,
        project,
        excerpt: excerpt(body),
        version: entry.version + 1,
        updated_at: new Date(clock.now()),
      })
      .where('id', '=', entry.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return toSaved(changed)
  })
