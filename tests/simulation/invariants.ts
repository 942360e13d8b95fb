import type { Ground } from 'banyan/testing/world'
import type { History } from './history.ts'

/** Whether nothing is left to do. */
export async function isSettled({ query }: Ground): Promise<boolean> {
  const [row] = await query<{ settled: boolean }>(`
    select not exists (select from banyan.jobs where status in ('pending', 'running') or worker is not null)
      and not exists (select from banyan.outbox where relayed_at is null)
      and not exists (select from banyan.inbox where state in ('ready', 'running')) as settled`)
  return row?.settled ?? false
}

/** What must hold at any moment, and can be broken by a claim only. */
export async function violationsAtClaim({ query }: Ground): Promise<string[]> {
  const rows = await query<{ problem: string }>(CAPS)
  return rows.map(({ problem }) => problem)
}

/** As the contract of `works` says: three at once, two for one user. */
const CAPS = `
  with held as (select subject from banyan.jobs where service = 'works' and name = 'make' and worker is not null)
  select format('%s jobs run at once', count(*)) as problem from held having count(*) > 3
  union all
  select format('%s jobs of %s run at once', count(*), subject) from held group by subject having count(*) > 2`

/** What is not as it must be. `unharmed`: nothing went wrong, so nothing may have been tried twice. */
export async function violations({ query }: Ground, history: History, unharmed: boolean): Promise<string[]> {
  const found = [...history.seen]
  const rows = await query<{ problem: string }>(CHECKS)
  for (const { problem } of rows) found.push(problem)

  const jobs = await query<JobRow>(
    `select id, status, attempts, input, error, event_seq from banyan.jobs where service = 'works'`,
  )
  const byId = new Map(jobs.map((job) => [job.id, job]))
  for (const id of history.accepted) if (!byId.has(id)) found.push(`job ${id} was accepted and is gone`)
  if (history.ordered.size > 0) {
    const orders = new Set((await query<{ id: string }>('select id from desk.orders')).map(({ id }) => id))
    for (const id of history.ordered) if (!orders.has(id)) found.push(`order ${id} was confirmed and is gone`)
  }
  for (const [key, answers] of history.answers)
    if (answers.size > 1) found.push(`the key ${key} gave ${answers.size} answers: ${[...answers].join(', ')}`)
  for (const [token, successors] of history.successors)
    if (successors.size > 1) found.push(`the refresh token ${token} was traded ${successors.size} times`)
  for (const { job, ids, last } of history.reads) {
    const seq = byId.get(job)?.event_seq ?? 0
    const wanted = Array.from({ length: seq }, (_, n) => String(n + 1)).join()
    if (ids.join() !== wanted || !/done|failed|cancelled/.test(last))
      found.push(`the reader of job ${job} saw ${ids.join()} of ${seq} events, the last was "${last}"`)
  }
  if (unharmed) for (const job of jobs) found.push(...unexpected(job, history))
  return found
}

interface JobRow {
  readonly id: string
  readonly status: string
  readonly attempts: number
  readonly input: { readonly fails: number }
  readonly error: { readonly code: string } | null
  readonly event_seq: number
}

function* unexpected({ id, status, attempts, input, error }: JobRow, { charges }: History): Iterable<string> {
  if (error?.code === 'workerLost') yield `job ${id} lost its worker though none was lost`
  const most = Math.min(input.fails + 1, 6)
  if (status !== 'cancelled' && attempts !== most) yield `job ${id} took ${attempts} attempts instead of ${most}`
  if ((charges.get(id) ?? 0) > 1) yield `job ${id} paid ${charges.get(id)} times though nothing went wrong`
}

/** Each statement gives one row for each thing that is wrong. */
const CHECKS = `
  with made as (
    select j.id::text, j.status, j.attempts, j.result ->> 'attempt' as done_by,
      (select count(*) from works.effects as e where e.job = j.id::text) as effects,
      (select min(e.attempt) from works.effects as e where e.job = j.id::text) as effect_by,
      (select count(*) from banyan.outbox as o where o.type = 'works.made' and o.data ->> 'job' = j.id::text) as events,
      (select count(*) from ledger.entries as l where l.type = 'works.made' and l.about = j.id::text) as entries
    from banyan.jobs as j where j.service = 'works' and j.name = 'make'
  )
  select format('job %s is %s with %s effects, %s events, %s entries', id, status, effects, events, entries) as problem
  from made where (effects, events, entries) is distinct from
    (case when status = 'done' then (1::bigint, 1::bigint, 1::bigint) else (0::bigint, 0::bigint, 0::bigint) end)
  union all
  select format('job %s was done by attempt %s, its effect is of %s, its row tells of %s', id, done_by, effect_by, attempts)
  from made where status = 'done' and (done_by::integer <> attempts or effect_by <> attempts)
  union all
  select format('job %s has events %s instead of 1 to %s', j.id, string_agg(e.seq || ' ' || e.event, ', ' order by e.seq), j.event_seq)
  from banyan.jobs as j join banyan.job_events as e on e.job_id = j.id
  group by j.id having count(*) <> j.event_seq or max(e.seq) <> j.event_seq
    or count(*) filter (where e.event in ('done', 'failed', 'cancelled')) <> 1
    or (array_agg(e.event order by e.seq desc))[1] <> j.status
  union all
  select format('%s of %s is %s with its worker %s', name, id, status, worker) from banyan.jobs
  where worker is not null or status in ('pending', 'running')
  union all
  select format('order %s has %s events, %s entries, %s confirmations', o.id, events, entries, confirmations)
  from desk.orders as o
  cross join lateral (select count(*) as events from banyan.outbox where type = 'desk.ordered' and data ->> 'id' = o.id) as e
  cross join lateral (select count(*) as entries from ledger.entries where type = 'desk.ordered' and about = o.id) as l
  cross join lateral (select count(*) as confirmations from desk.confirmations as c where c.id = o.id) as c
  where (events, entries, confirmations) is distinct from (1::bigint, 1::bigint, 1::bigint)
  union all
  select format('an event tells of order %s, which nobody made', data ->> 'id') from banyan.outbox
  where type = 'desk.ordered' and data ->> 'id' not in (select id from desk.orders)
  union all
  select format('an entry tells of event %s, which nobody announced', event) from ledger.entries
  where event::uuid not in (select id from banyan.outbox)
  union all
  select format('%s''s order %s was written down after order %s', owner, n, before) from (
    select owner, n, lag(n) over (partition by owner order by seq) as before from ledger.entries where type = 'desk.ordered'
  ) as entries where n <= before
  union all
  select format('the stamp %s was given %s times', id, count(*)) from works.stamps group by id having count(*) > 1
  union all
  select format('%s had %s ms left when its caller had %s', id, left_ms, given_ms) from works.stamps where left_ms > given_ms + 0.001
  union all
  select format('session %s has %s refresh tokens that work', session_id, count(*)) from auth.refresh_tokens
  where used_at is null group by session_id having count(*) > 1
  union all
  select format('the schedule %s has fired for %s without its job', s.name, s.fired_for) from banyan.schedules as s
  where extract(second from s.fired_for) = 0 and not exists (
    select from banyan.jobs as j where j.idempotency_key =
      format('schedule:%s:%s', s.name, to_char(s.fired_for at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'))
  )
  union all
  select format('the event %s is dead at %s', event_id, consumer) from banyan.inbox where state = 'dead'`
