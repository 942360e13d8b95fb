import { type Core, stamp } from './core.ts'
import { inputHash } from './input-hash.ts'
import type { JobPolicy, Submission } from './types.ts'

/** A job that is about to be inserted: its row as JSON, and what finds it again. */
export interface Draft {
  readonly id: string
  readonly service: string
  readonly name: string
  readonly owner: string
  readonly key: string | undefined
  readonly hash: string | undefined
  /** The row without its input, as JSON. */
  readonly row: string
  /** Made here, so that an input that is not JSON fails alone. Apart, because JSON may say more than a row of text. */
  readonly input: string | undefined
}

export function draft({ clock, random }: Core, submission: Submission, policy: JobPolicy): Draft {
  const { service, name, caller, idempotencyKey: key } = submission
  const owner = caller.user?.id ?? `service:${caller.service ?? 'anonymous'}`
  const id = random.id()
  const hash = key === undefined ? undefined : inputHash(submission.input)
  const row = JSON.stringify({
    id,
    service,
    name,
    priority: policy.priority,
    subject: caller.user?.id,
    owner,
    caller,
    max_attempts: policy.attempts,
    run_at: stamp(clock.now() + (submission.delay ?? 0)),
    idempotency_key: key,
    input_hash: hash,
    batch: submission.batch,
    trace: submission.trace,
    request_id: submission.requestId,
    tracked: policy.tracked,
    retention: policy.retention,
  })
  return { id, service, name, owner, key, hash, row, input: JSON.stringify(submission.input) }
}

/** The parameters of `INSERT`. */
export const drafted = (drafts: readonly Draft[], now: number): unknown[] => [
  `[${drafts.map(({ row }) => row).join(',')}]`,
  drafts.map(({ input }) => input),
  stamp(now),
]

/**
 * Gives the ids of those jobs that are new: the others carry the key of a job that exists. One statement, so all are
 * accepted or none.
 */
export const INSERT = `
  with added as (
    insert into banyan.jobs (id, service, name, priority, subject, owner, caller, max_attempts, run_at,
      idempotency_key, input_hash, batch, trace, request_id, tracked, retention, input, event_seq, created_at)
    select *, tracked::integer, $3 from rows from (
      json_to_recordset($1) as (id uuid, service text, name text, priority integer, subject text, owner text,
        caller json, max_attempts integer, run_at timestamptz, idempotency_key text, input_hash text,
        batch uuid, trace json, request_id text, tracked boolean, retention bigint),
      unnest($2::json[])
    ) as draft(id, service, name, priority, subject, owner, caller, max_attempts, run_at,
      idempotency_key, input_hash, batch, trace, request_id, tracked, retention, input)
    on conflict (service, name, owner, idempotency_key) where idempotency_key is not null do nothing
    returning id, service, tracked
  ), events as (
    insert into banyan.job_events (job_id, seq, service, event, at)
    select id, 1, service, 'pending', $3 from added where tracked
  )
  select id from added`

/** $1 service, $2 name, $3 owner, $4 key: the job that has the key. */
export const EXISTING = `
  select id, status, message, result, error, batch, input_hash from banyan.jobs
  where service = $1 and name = $2 and owner = $3 and idempotency_key = $4`
