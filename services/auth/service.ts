import { service } from 'banyan/service'
import { config } from './config.ts'
import { auth } from './contract.ts'
import { endSession } from './operations/end-session.ts'
import { jwks } from './operations/jwks.ts'
import { login } from './operations/login.ts'
import { logout } from './operations/logout.ts'
import { refresh } from './operations/refresh.ts'
import { register } from './operations/register.ts'
import { revocations } from './operations/revocations.ts'
import { sessions } from './operations/sessions.ts'
import { validate } from './operations/validate.ts'
import { openResources } from './resources.ts'
import { store } from './store/tables.ts'

export default service(auth, {
  store,
  config,
  open: openResources,
  handle: { register, login, refresh, logout, validate, sessions, endSession, jwks, revocations },
})
