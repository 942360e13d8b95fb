import type { JobError } from './contract.ts'
import { type Core, stamp } from './core.ts'
import { publicError, type StoredError } from './job-error.ts'

/** An event that a consumer could not handle in any of its attempts. */
export interface DeadDelivery {
  readonly consumer: string
  readonly eventId: string
  readonly type: string
  readonly source: string
  readonly subject: string
  readonly data: unknown
  readonly attempts: number
  readonly error: JobError | null
  readonly time: string
}

/** Newest first. */
export async function deadDeliveries({ pool }: Core, limit: number): Promise<DeadDelivery[]> {
  const { rows } = await pool.query<DeadRow>(
    `select consumer, event_id, type, source, subject, data, attempts, error, at
     from banyan.inbox where state = 'dead' order by position desc limit $1`,
    [limit],
  )
  return rows.map(({ event_id: eventId, at, error, ...row }) => ({
    ...row,
    eventId,
    error: error && publicError(error),
    time: at.toISOString(),
  }))
}

/** Delivers a dead event once more, with all its attempts. Resolves to whether it was dead. */
export async function redeliver({ clock, pool, wake }: Core, consumer: string, eventId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update banyan.inbox set state = 'ready', attempts = 0, next_at = $3
     where consumer = $1 and event_id = $2 and state = 'dead'`,
    [consumer, eventId, stamp(clock.now())],
  )
  wake.tell('inbox', consumer, 'everywhere')
  return rowCount === 1
}

interface DeadRow {
  readonly consumer: string
  readonly event_id: string
  readonly type: string
  readonly source: string
  readonly subject: string
  readonly data: unknown
  readonly attempts: number
  readonly error: StoredError | null
  readonly at: Date
}
