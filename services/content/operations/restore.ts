import type { Handler } from 'banyan/service'
import { fits } from '../if-match.ts'
import type { Content } from '../shape.ts'
import { changeEntry } from '../store/change.ts'
import { lockEntry, toSaved } from '../store/entry.ts'
import { findVersion } from '../store/version.ts'

/** What stands now becomes a version itself. The project stays: it is where an entry is, not what it says. */
export const restore: Handler<Content, 'restore'> = ({ id, version, ifMatch }, { user, clock, emit, fail, tx }) =>
  tx(async (tx) => {
    const entry = await lockEntry(tx, user.id, id)
    if (!entry) throw fail.noSuchContent()
    if (!fits(ifMatch, entry.version)) throw fail.changedMeanwhile()
    const found = await findVersion(tx, entry, version)
    if (!found) throw fail.noSuchVersion()
    const { title, body } = found
    const change = { title, body, project: undefined, autosave: false }
    return toSaved(await changeEntry(tx, emit, entry, change, new Date(clock.now())))
  })
