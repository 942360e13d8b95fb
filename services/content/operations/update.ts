import type { Handler } from 'banyan/service'
import { fits } from '../if-match.ts'
import type { Content } from '../shape.ts'
import { changeEntry } from '../store/change.ts'
import { lockEntry, toSaved } from '../store/entry.ts'
import { projectFor } from '../store/project.ts'

/** What is not given stays. An update that changes nothing leaves version and time as they are. */
export const update: Handler<Content, 'update'> = (input, { user, clock, id: newId, emit, fail, tx }) =>
  tx(async (tx) => {
    const { id, ifMatch, autosave = false, ...given } = input
    const entry = await lockEntry(tx, user.id, id)
    if (!entry) throw fail.noSuchContent()
    if (!fits(ifMatch, entry.version)) throw fail.changedMeanwhile()

    const now = new Date(clock.now())
    const project = await projectFor(tx, given, { user: user.id, now, id: newId })
    const { title = entry.title, body = entry.body } = given
    return toSaved(await changeEntry(tx, emit, entry, { title, body, project, autosave }, now))
  })
