import type { Handler } from 'banyan/service'
import type { Users } from '../shape.ts'
import { settingsOf } from '../store/settings.ts'

export const settings: Handler<Users, 'settings'> = (_, { user, db }) => settingsOf(db, user.id)
