import type { Logger } from 'pino'
import type { Clock } from '../clock/index.ts'
import { textOf } from './start-error.ts'
import type { Database } from './types.ts'

export interface AgreedClockOptions {
  readonly database: Pick<Database, 'pool'>
  /** The machine's own. */
  readonly clock: Clock
  readonly log: Pick<Logger, 'debug' | 'warn'>
}

/** A clock that all processes of one database agree on. */
export interface AgreedClock extends Clock {
  stop(): void
}

/**
 * The time of the database, which all processes share, carried on between two looks at it by this machine's monotonic
 * clock. Leases and due times are written by one process and judged by another: a machine whose clock is a minute off
 * must neither take the others' jobs nor leave its own for a minute. Rejects when the database does not answer.
 */
export async function agreedClock({ database, clock, log }: AgreedClockOptions): Promise<AgreedClock> {
  let base = 0
  const now = () => base + clock.monotonic()
  const look = async (first: boolean) => {
    const asked = clock.monotonic()
    const { rows } = await database.pool.query<{ ms: number }>(TIME)
    const took = clock.monotonic() - asked
    const off = (rows[0] as { ms: number }).ms + took / 2 - now()
    // Within half the way there and back nobody knows better; after a long way nobody knows anything.
    if (!first && (Math.abs(off) <= took / 2 || took > LONGEST)) return
    base += off
    if (!first && Math.abs(off) > WORTH_TELLING) log.warn({ ms: Math.round(off) }, "followed the database's clock")
  }
  await look(true)
  let stop = () => {}
  const again = () => {
    stop = clock.timer(EVERY, () => {
      look(false)
        // Its absence is told by those who need it; until it is back the own clock carries on.
        .catch((error: unknown) => log.debug({ reason: textOf(error) }, 'the clock of the database was not seen'))
        .finally(() => {
          if (!stopped) again()
        })
    })
  }
  let stopped = false
  again()
  return {
    now,
    monotonic: () => clock.monotonic(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    timer: (ms, run) => clock.timer(ms, run),
    stop() {
      stopped = true
      stop()
    },
  }
}

/** The one statement that may ask for it. */
const TIME = 'select extract(epoch from clock_timestamp())::float8 * 1000 as ms'

/** Milliseconds. */
const EVERY = 10_000
const LONGEST = 1_000
const WORTH_TELLING = 1_000
