import { auth } from '@banyan/auth/contract'
import { service } from 'banyan/service'
import { users } from './contract.ts'
import { profile } from './operations/profile.ts'
import { settings } from './operations/settings.ts'
import { updateProfile } from './operations/update-profile.ts'
import { updateSettings } from './operations/update-settings.ts'
import { store } from './store/tables.ts'
import { userCreated } from './user-created.ts'

export default service(users, {
  listens: { auth },
  store,
  handle: { profile, updateProfile, settings, updateSettings },
  on: { 'auth.userCreated': userCreated },
})
