import type { Visit } from '../orchestrate.ts'
import { secondsLeft } from './tokens.ts'

/** Who visits, by the access token that his browser sent, at `now` (milliseconds). A token that has ended is none. */
export const visitOf = (accessToken: string | undefined, now: number, requestId: string): Visit => ({
  signedIn: secondsLeft(accessToken, now) > 0,
  requestId,
})
