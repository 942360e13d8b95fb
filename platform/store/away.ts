/**
 * Whether a statement failed because the server is not there: it cannot be reached, ended the connection, is starting or
 * stopping, or has no connection, no memory or no disk left. Nothing is wrong with the statement, and a later one may succeed.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return AWAY.test(code) || (code === '' && LOST.test(error.message))
}

/** SQLSTATE: connection exceptions, a full disk, no memory, too many connections, the server stops, crashed, is starting, cannot write. And the system's codes. */
const AWAY = /^(08...|53[123]00|57P0[123]|58030|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/

/** `pg` tells of its own connections by plain errors. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered|was closed)|Cannot use a pool)/
