import { cookies, headers } from 'next/headers'
import { connect, forwarded } from './connect.ts'
import { ACCESS_COOKIE } from './session/tokens.ts'

/** The services as the signed-in user of the current request. For server components and actions. */
export const api = connect(async () => {
  const access = (await cookies()).get(ACCESS_COOKIE)?.value
  const given = forwarded(await headers())
  return access ? { ...given, authorization: `Bearer ${access}` } : given
})
