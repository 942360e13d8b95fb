import { StartError } from '../config/index.ts'
import { isAway } from '../store/index.ts'

/**
 * The error to show for one that came up somewhere in a start: a full disk and a database that went away are told in
 * words. Anything else that is no `StartError` yet is a mistake of ours, and stays as it is.
 */
export function startFailure(error: unknown): unknown {
  const full = causes(error).find((cause) => FULL.has('code' in cause ? String(cause.code) : ''))
  if (full && !/ is full\b/.test(textOf(error)))
    return new StartError(`A disk is full: ${full.message}. Make room and start again.`, { cause: error })
  if (!isAway(error)) return error
  const message = `The database went away during the start: ${textOf(error)}. Start again when it is back.`
  return new StartError(message, { cause: error })
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Of PostgreSQL, and of the system. */
const FULL: ReadonlySet<string> = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/** The error and what led to it. */
function causes(error: unknown): Error[] {
  const chain: Error[] = []
  for (let at = error; at instanceof Error && !chain.includes(at); at = at.cause) chain.push(at)
  return chain
}
