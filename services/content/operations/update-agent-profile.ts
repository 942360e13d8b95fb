import type { Handler } from 'banyan/service'
import { fits } from '../if-match.ts'
import type { Content } from '../shape.ts'
import { changed, changeProfile, lockProfile } from '../store/agent-profile.ts'

/** What is not given stays; of what consists of parts, all are given or none. */
export const updateAgentProfile: Handler<Content, 'updateAgentProfile'> = (
  { ifMatch, ...given },
  { user, clock, fail, tx },
) =>
  tx(async (tx) => {
    const now = new Date(clock.now())
    const before = await lockProfile(tx, user.id, now)
    if (!fits(ifMatch, before.version)) throw fail.changedMeanwhile()
    const { version: _, updatedAt: __, ...said } = before
    return changeProfile(tx, user.id, before, changed(said, given), now)
  })
