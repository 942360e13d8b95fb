import * as z from 'zod'
import type { Caller } from '../service/caller.ts'

/** The gateway speaks for people outside; its tokens say of whom. */
const GATEWAY = 'gateway'
/** The subject of a request from outside that nobody signed. */
const ANONYMOUS = 'anonymous'

/** What a service token says. Times in seconds since the epoch. */
export const ServiceClaims = z.object({
  /** The calling service, or `gateway`. */
  iss: z.string().min(1),
  /** The called service. */
  aud: z.string().min(1),
  /** The user's id, `service:<iss>` for a service on its own behalf, or `anonymous` for a visitor. */
  sub: z.string().min(1),
  roles: z.array(z.string()).default([]),
  sid: z.string().min(1).optional(),
  nbf: z.number().optional(),
  exp: z.number(),
})
export type ServiceClaims = z.output<typeof ServiceClaims>

/** Whom a call of `from` is for. From the gateway, a caller without user and service is a visitor. */
export function subjectOf(from: string, { user, service }: Caller): string {
  if (!user) return from === GATEWAY && service === null ? ANONYMOUS : `service:${from}`
  if (user.id === ANONYMOUS || user.id.startsWith('service:')) throw new TypeError(`not the id of a user: ${user.id}`)
  return user.id
}

/** The caller that the claims describe. Throws an `Error` for a subject that the issuer may not name. */
export function callerOf({ iss, sub, roles, sid }: ServiceClaims): Caller {
  if (sub === `service:${iss}`) return { user: null, service: iss }
  if (sub === ANONYMOUS && iss === GATEWAY) return { user: null, service: null }
  if (sub === ANONYMOUS || sub.startsWith('service:')) throw new Error('a subject that the issuer may not name')
  if (sid === undefined) throw new Error('a user without a session')
  return { user: { id: sub, roles, session: sid }, service: iss === GATEWAY ? null : iss }
}
