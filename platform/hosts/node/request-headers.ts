import { failure } from '../../contract/index.ts'

export interface Preference {
  /** Milliseconds. */
  readonly wait: number
  /** What `Preference-Applied` says. */
  readonly applied: string
}

/** The longest wait that is granted, in milliseconds: proxies on the way give up on silence not long after. */
const LONGEST_WAIT = 60_000
/** For a client that does not say how long: gateways of clouds give up at 29 s. */
const DEFAULT_WAIT = 25_000

/** How long the client of a job wants to wait for its result, by `Prefer: wait=N` in seconds (RFC 7240), or `wait` alone. */
export function preferenceOf(header: string | undefined): Preference | undefined {
  if (header === undefined) return undefined
  const wait = /(?:^|[,\s])wait\s*=\s*"?(\d{1,9})"?\s*(?:[,;]|$)/i.exec(header)
  if (wait) {
    const seconds = Math.min(Number(wait[1]), LONGEST_WAIT / 1000)
    return { wait: seconds * 1000, applied: `wait=${seconds}` }
  }
  if (/(?:^|[,\s])wait\s*(?:[,;]|$)/i.test(header))
    return { wait: DEFAULT_WAIT, applied: `wait=${DEFAULT_WAIT / 1000}` }
  return /(?:^|[,\s])respond-async\s*(?:[,;]|$)/i.test(header) ? { wait: 0, applied: 'respond-async' } : undefined
}

/** The key by which a command or job is done once, however often it is sent. Fails with `invalid` for one that is not usable. */
export function idempotencyKeyOf(header: string | undefined): string | undefined {
  if (header === undefined || IDEMPOTENCY_KEY.test(header)) return header
  throw failure('invalid', 'Idempotency-Key has 1 to 200 visible ASCII characters.')
}

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/

/** Whether `If-None-Match` names the entity tag, by weak comparison (RFC 9110, 13.1.2). */
export function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
