import type { Clock } from 'banyan/clock'
import type { Logger } from 'pino'
import type { Answers, Dated } from './store/answers.ts'

export interface Sharing {
  readonly answers: Answers
  readonly clock: Clock
  readonly log: Logger
  /** Milliseconds: for how long an answer counts as new, and for how long after that it is better than none. */
  readonly fresh: number
  readonly stale: number
}

/**
 * What another process has been answered already, or else what `load` gives, kept for the others. When `load` fails an old
 * answer is given, with its date.
 */
export async function shared<A>(
  key: string,
  load: () => Promise<A>,
  { answers, clock, log, fresh, stale }: Sharing,
): Promise<Dated<A>> {
  const at = clock.now()
  // The database is asked to save money: where it does not answer, the engine may.
  const kept = await answers.read<A>(key).catch(ignored(log, 'read'))
  const age = kept ? at - kept.at : Number.POSITIVE_INFINITY
  if (kept && age < fresh) return kept
  let answer: A
  try {
    answer = await load()
  } catch (error) {
    if (kept && age < fresh + stale) return kept
    throw error
  }
  await answers.write(key, { answer, at }).catch(ignored(log, 'written'))
  return { answer, at }
}

const ignored =
  (log: Logger, what: string) =>
  (error: unknown): undefined =>
    void log.warn({ err: error }, `an answer that is kept for all could not be ${what}`)
