/** A signed-in person, as the verified token says. */
export interface User {
  readonly id: string
  readonly roles: readonly string[]
  /** The session that the token belongs to, so that signing out can revoke it. */
  readonly session: string
}

/** Who calls: on whose behalf, and through which service. Both come from verified tokens, never from an input. */
export interface Caller {
  readonly user: User | null
  /** The calling service; null when the call comes from outside through the gateway. */
  readonly service: string | null
}

export const anonymous: Caller = { user: null, service: null }
