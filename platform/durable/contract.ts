import * as z from 'zod'
import { command, conflict, contract, notFound, query, stream } from '../contract/index.ts'

export const JobStatus = z.enum(['pending', 'running', 'done', 'failed', 'cancelled']).meta({ id: 'JobStatus' })
export type JobStatus = z.infer<typeof JobStatus>

/** Why a job failed, or an attempt of it. */
export const JobError = z
  .object({ code: z.string(), title: z.string(), detail: z.string().optional() })
  .meta({ id: 'JobError' })
export type JobError = z.infer<typeof JobError>

export const Job = z
  .object({
    id: z.string(),
    /** The operation: `ai.runResearchAgent`. */
    kind: z.string(),
    status: JobStatus,
    progress: z.object({ percent: z.number(), message: z.string() }),
    steps: z.array(z.object({ name: z.string(), finishedAt: z.iso.datetime() })),
    attempts: z.int(),
    input: z.unknown(),
    result: z.unknown(),
    error: JobError.nullable(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Job' })
export type Job = z.infer<typeof Job>

export const JobSummary = Job.omit({ steps: true, result: true }).meta({ id: 'JobSummary' })
export type JobSummary = z.infer<typeof JobSummary>

/** How a text goes on that a running job shows: from the character `at` on it is `text`. */
export const Change = z.object({ name: z.string(), at: z.int(), text: z.string() }).meta({ id: 'Change' })
export type Change = z.infer<typeof Change>

/** One thing that happened to a job. `id` counts from 1 without gaps, so that a reader can go on where it was cut off. */
export const JobEvent = z
  .object({
    id: z.string(),
    event: z.enum(['pending', 'running', 'progress', 'partial', 'step', 'retrying', 'done', 'failed', 'cancelled']),
    data: z.object({
      at: z.iso.datetime(),
      attempt: z.int().optional(),
      percent: z.number().optional(),
      message: z.string().optional(),
      step: z.string().optional(),
      /** What is new of the texts of a result that is being made: `textsAfter` puts them together. */
      partial: z.array(Change).optional(),
      result: z.unknown().optional(),
      error: JobError.optional(),
    }),
  })
  .meta({ id: 'JobEvent' })
export type JobEvent = z.infer<typeof JobEvent>

/** What a job has shown of its result, after one more event. A new attempt begins anew. */
export function textsAfter(texts: Texts, { event, data }: JobEvent): Texts {
  if (event === 'running') return {}
  return data.partial ? textsWith(texts, data.partial) : texts
}

/** Texts by name, e.g. `title` or `plan.steps.0.title`. */
export type Texts = Readonly<Record<string, string>>

/** The texts after the changes. */
export function textsWith(texts: Texts, changes: readonly Change[]): Texts {
  const changed = changes.map(({ name, at, text }) => [name, (texts[name] ?? '').slice(0, at) + text] as const)
  return { ...texts, ...Object.fromEntries(changed) }
}

export const Batch = z
  .object({
    batch_id: z.string(),
    /** 0 to 100; a failed or cancelled job counts as finished. */
    overall_progress: z.number(),
    completed: z.int(),
    failed: z.int(),
    total: z.int(),
    all_completed: z.boolean(),
    jobs: z.array(JobSummary),
  })
  .meta({ id: 'Batch' })
export type Batch = z.infer<typeof Batch>

const errors = { noSuchJob: notFound('There is no such job') }
const batchErrors = { noSuchBatch: notFound('There is no such batch') }
const id = z.object({ id: z.string().max(100) })
const lastEventId = z.string().max(100).optional()

/** The jobs of the caller; another user's job does not exist for him. An `admin` sees all. */
export const jobs = contract('jobs', {
  list: query({
    http: 'GET /jobs',
    auth: 'user',
    summary: 'My jobs, newest first',
    input: z.object({
      status: z.array(JobStatus).optional(),
      kind: z.string().max(100).optional(),
      limit: z.int().min(1).max(100).default(20),
      cursor: z.string().max(100).optional(),
    }),
    output: z.object({ items: z.array(JobSummary), nextCursor: z.string().nullable() }),
  }),
  get: query({
    http: 'GET /jobs/{id}',
    auth: 'user',
    summary: 'One job',
    input: id,
    output: Job,
    errors,
  }),
  events: stream({
    http: 'GET /jobs/{id}/events',
    auth: 'user',
    summary: 'What happens to a job, from the beginning or after Last-Event-ID, until it ends',
    headers: { lastEventId: 'last-event-id' },
    input: z.object({ id: z.string().max(100), lastEventId }),
    output: JobEvent,
    ends: ({ event }) => event === 'done' || event === 'failed' || event === 'cancelled',
    errors,
    deadline: '1h',
  }),
  cancel: command({
    http: 'POST /jobs/{id}/cancel',
    auth: 'user',
    summary: 'Stop a job; one that has ended stays as it is',
    idempotent: true,
    input: id,
    output: Job,
    errors,
  }),
  retry: command({
    http: 'POST /jobs/{id}/retry',
    auth: 'user',
    summary: 'Start a failed or cancelled job again; its finished steps are kept',
    input: id,
    output: Job,
    errors: { ...errors, notRetryable: conflict('Only a failed or cancelled job can be retried') },
  }),
  submitBatch: command({
    http: 'POST /jobs/batches',
    auth: 'user',
    summary: 'Submit up to 100 jobs together: all are accepted, or none',
    status: 201,
    input: z.object({
      items: z
        .array(z.object({ kind: z.string().max(100), input: z.record(z.string(), z.unknown()) }))
        .min(1)
        .max(100),
    }),
    output: z.object({ batch_id: z.string(), job_ids: z.array(z.string()), status: z.literal('pending') }),
  }),
  batch: query({
    http: 'GET /jobs/batches/{id}',
    auth: 'user',
    summary: 'How far a batch is',
    input: id,
    output: Batch,
    errors: batchErrors,
  }),
  cancelBatch: command({
    http: 'POST /jobs/batches/{id}/cancel',
    auth: 'user',
    summary: 'Stop what has not ended of a batch',
    idempotent: true,
    input: id,
    output: Batch,
    errors: batchErrors,
  }),
  retryBatch: command({
    http: 'POST /jobs/batches/{id}/retry',
    auth: 'user',
    summary: 'Start the failed and cancelled jobs of a batch again',
    input: id,
    output: Batch,
    errors: batchErrors,
  }),
})
