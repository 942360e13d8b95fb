/** The cookies of a session, set by this server only and never readable by scripts. */
export const ACCESS_COOKIE = 'banyan_access'
export const REFRESH_COOKIE = 'banyan_refresh'

/** Seconds that the browser keeps the refresh token; the auth service may end the session before. */
const REFRESH_KEPT = 30 * 24 * 3600

export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string
  /** Seconds. */
  readonly expiresIn: number
}

export interface SessionCookie {
  readonly name: string
  readonly value: string
  readonly httpOnly: true
  readonly sameSite: 'lax'
  readonly path: '/'
  readonly secure: boolean
  readonly maxAge: number
}

/** The two cookies for a pair of tokens; `secure` where the browser came over https. */
export function sessionCookies(tokens: TokenPair, secure: boolean): readonly SessionCookie[] {
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  return [
    { name: ACCESS_COOKIE, value: tokens.accessToken, maxAge: tokens.expiresIn, ...attributes },
    { name: REFRESH_COOKIE, value: tokens.refreshToken, maxAge: REFRESH_KEPT, ...attributes },
  ]
}

/**
 * Seconds that an access token has left at `now` (milliseconds); 0 for one that cannot be read. Reads the claim without
 * verifying it: the gateway verifies, here it only decides whether to ask for new tokens.
 */
export function secondsLeft(accessToken: string | undefined, now: number): number {
  const exp = Number(claimsOf(accessToken)?.exp ?? 0)
  return Math.max(0, exp - now / 1000) || 0
}

/** Whose an access token is, as it says itself; the services ask the gateway, which verifies it. Undefined for none. */
export function subjectOf(accessToken: string | undefined): string | undefined {
  const claims = claimsOf(accessToken)
  return typeof claims?.sub === 'string' ? claims.sub : undefined
}

function claimsOf(accessToken: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const payload = accessToken?.split('.')[1]
  if (!payload) return undefined
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined
  } catch {
    // Not a token of ours: the same as none.
    return undefined
  }
}
