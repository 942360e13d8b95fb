import type { Policy, Verdict } from './limiter.ts'

/** An item of `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10): `"ip";q=600;w=60`. */
export const policyItem = ({ name, max, window }: Policy): string => `"${name}";q=${max};w=${Math.ceil(window / 1000)}`

/** An item of `RateLimit`: what remains, and the seconds until everything is available again: `"ip";r=599;t=1`. */
export const stateItem = ({ name }: Policy, { remaining, reset }: Verdict): string =>
  `"${name}";r=${remaining};t=${Math.ceil(reset / 1000)}`
