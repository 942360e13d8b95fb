import type { Batch, Job, JobStatus, JobSummary } from './contract.ts'
import type { Core } from './core.ts'
import { publicError, type StoredError } from './job-error.ts'

/** Whose jobs a reader may see: a user's id, or all. */
export type Scope = { readonly user: string } | 'all'

export async function findJob({ pool }: Core, scope: Scope, id: string): Promise<Job | undefined> {
  if (!UUID.test(id)) return undefined
  const { rows } = await pool.query<JobRow & StepRow>(
    `select ${COLUMNS}, j.result, s.name as step, s.finished_at as step_finished_at
     from banyan.jobs as j left join banyan.job_steps as s on s.job_id = j.id
     where j.id = $1 and ($2::text is null or j.subject = $2) order by s.finished_at, s.name`,
    [id, userOf(scope)],
  )
  const [first] = rows
  if (!first) return undefined
  const steps = rows.flatMap(({ step, step_finished_at: at }) =>
    step !== null && at ? [{ name: step, finishedAt: at.toISOString() }] : [],
  )
  return { ...summary(first), steps, result: first.result }
}

export interface JobFilter {
  readonly status?: readonly JobStatus[] | undefined
  readonly kind?: string | undefined
  readonly limit: number
  /** The id of the last job of the page before. */
  readonly cursor?: string | undefined
}

/** Newest first. */
export async function listJobs(
  { pool }: Core,
  scope: Scope,
  { status, kind, limit, cursor }: JobFilter,
): Promise<{ items: JobSummary[]; nextCursor: string | null }> {
  if (cursor !== undefined && !UUID.test(cursor)) return { items: [], nextCursor: null }
  const { rows } = await pool.query<JobRow>(
    `select ${COLUMNS} from banyan.jobs as j
     where ($1::text is null or j.subject = $1) and ($2::text[] is null or j.status = any ($2))
       and ($3::text is null or j.service || '.' || j.name = $3) and ($4::uuid is null or j.id < $4)
     order by j.id desc limit $5`,
    [userOf(scope), status?.length ? status : null, kind, cursor, limit + 1],
  )
  const items = rows.slice(0, limit).map(summary)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

export async function findBatch({ pool }: Core, scope: Scope, id: string): Promise<Batch | undefined> {
  if (!UUID.test(id)) return undefined
  const { rows } = await pool.query<JobRow>(
    `select ${COLUMNS} from banyan.jobs as j where j.batch = $1 and ($2::text is null or j.subject = $2) order by j.id`,
    [id, userOf(scope)],
  )
  if (rows.length === 0) return undefined
  const count = (...states: JobStatus[]) => rows.filter(({ status }) => states.includes(status)).length
  const progress = rows.reduce(
    (sum, { status, percent }) => sum + (status === 'failed' || status === 'cancelled' ? 100 : percent),
    0,
  )
  const completed = count('done')
  const failed = count('failed', 'cancelled')
  return {
    batch_id: id,
    overall_progress: Math.floor(progress / rows.length),
    completed,
    failed,
    total: rows.length,
    all_completed: completed + failed === rows.length,
    jobs: rows.map(summary),
  }
}

interface JobRow {
  readonly id: string
  readonly kind: string
  readonly status: JobStatus
  readonly percent: number
  readonly message: string
  readonly attempts: number
  readonly input: unknown
  readonly result: unknown
  readonly error: StoredError | null
  readonly created_at: Date
  readonly started_at: Date | null
  readonly finished_at: Date | null
}

interface StepRow {
  readonly step: string | null
  readonly step_finished_at: Date | null
}

const COLUMNS = `j.id, j.service || '.' || j.name as kind, j.status, j.percent, j.message, j.attempts, j.input, j.error,
  j.created_at, j.started_at, j.finished_at`

function summary(row: JobRow): JobSummary {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    progress: { percent: row.percent, message: row.message },
    attempts: row.attempts,
    input: row.input,
    error: row.error && publicError(row.error),
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

const userOf = (scope: Scope): string | null => (scope === 'all' ? null : scope.user)

/** What is not even an id is nobody's job. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
