import { isDeepStrictEqual } from 'node:util'
import type { Handler } from 'banyan/service'
import type { Settings } from '../contract.ts'
import type { Users } from '../shape.ts'
import { lockSettings, saveSettings } from '../store/settings.ts'

/** What is not given stays. A change is announced with it; what changes nothing is not. */
export const updateSettings: Handler<Users, 'updateSettings'> = (given, { user, clock, tx, emit }) =>
  tx(async (tx) => {
    const now = new Date(clock.now())
    const before = await lockSettings(tx, user.id, now)
    const { theme = before.theme, language = before.language, notifications = before.notifications } = given
    const after: Settings = { theme, language, notifications }
    if (isDeepStrictEqual(after, before)) return before
    await saveSettings(tx, user.id, after, now)
    await emit.settingsUpdated(tx, { userId: user.id, theme })
    return after
  })
