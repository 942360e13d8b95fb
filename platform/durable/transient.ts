/**
 * Whether a statement failed for reasons of the moment, so that the same statement may succeed later: the connection,
 * the server's state, or another transaction. What the statement itself is guilty of is not.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof TypeError) return false
  const code = 'code' in error ? String(error.code) : ''
  // `pg` raises what happens to its connection as plain errors, or with the system's code.
  return SQLSTATE.test(code) ? OF_THE_MOMENT.test(code) : true
}

const SQLSTATE = /^[0-9A-Z]{5}$/

/** Connection, rollback because of another transaction, resources, lock not available, operator intervention, system. */
const OF_THE_MOMENT = /^(08|40|53|55P03|57|58)/
