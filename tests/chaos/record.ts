import type { Ground } from './ground.ts'
import type { Work } from './work.ts'

/** What the tables say about the work of a round. */
export interface Record {
  /** Accepted and not there, there and never ended, or ended as failed; or not even accepted when all was well again. */
  readonly lost: readonly string[]
  /** Done, announced, paid for or saved more than once. */
  readonly doubled: readonly string[]
}

/** Whether all accepted jobs of the round have ended. */
export async function allEnded(ground: Ground, { jobs }: Work): Promise<boolean> {
  const ids = jobs.flatMap(({ id }) => id ?? [])
  const rows = await ground.query(
    `select id from banyan.jobs where id = any($1) and status not in ('done', 'failed', 'cancelled')`,
    [ids],
  )
  return rows.length === 0
}

export async function recordOf(ground: Ground, { jobs, notes }: Work): Promise<Record> {
  const lost: string[] = []
  const doubled: string[] = []
  const rows = await ground.query<JobRow>(JOBS, [jobs.map(({ key }) => key)])
  for (const { key, topic, id, others } of jobs) {
    const own = rows.filter((row) => row.key === key)
    const [row] = own
    if (own.length > 1 || others.length > 0) doubled.push(`${topic}: ${own.length} jobs for one key`)
    if (!row || row.id !== id) {
      lost.push(id === undefined ? `${topic}: never accepted` : `${topic}: accepted as ${id}, and is not there`)
      continue
    }
    if (row.status !== 'done') lost.push(`${topic}: ${row.status} ${JSON.stringify(row.error)}`)
    else if (row.announced === 0) lost.push(`${topic}: done, and never announced`)
    if (row.announced > 1 || row.ends > 1) doubled.push(`${topic}: ended ${row.ends}, announced ${row.announced} times`)
    // A claim that broke off between an answer and its record pays for that one answer again, and for no other.
    if (row.paid > row.steps + row.claims - 1)
      doubled.push(`${topic}: ${row.paid} answers paid for in ${row.claims} claims`)
  }
  const saved = await ground.query<{ title: string; count: number }>(
    'select title, count(*)::int as count from content.saved where title = any($1) group by 1',
    [notes.map(({ title }) => title)],
  )
  for (const note of notes) {
    const count = saved.find(({ title }) => title === note.title)?.count ?? 0
    if (count > 1) doubled.push(`${note.title}: saved ${count} times`)
    if (count === 0 && note.saved) lost.push(`${note.title}: saved, and is not there`)
  }
  return { lost, doubled }
}

interface JobRow {
  readonly id: string
  readonly key: string
  readonly status: string
  readonly error: unknown
  /** How often a process took it up, whether or not that counted as an attempt. */
  readonly claims: number
  /** Events that tell of its end. */
  readonly ends: number
  readonly announced: number
  /** Good answers of models on record, and steps that asked for one. */
  readonly paid: number
  readonly steps: number
}

/** $1 the idempotency keys. */
const JOBS = `
  select j.id, j.idempotency_key as key, j.status, j.error, j.fence::int as claims,
    (select count(*)::int from banyan.job_events as e
      where e.job_id = j.id and e.event in ('done', 'failed', 'cancelled')) as ends,
    (select count(*)::int from banyan.outbox as o where o.type = 'ai.content.generated'
      and o.subject = j.subject and o.data -> 'metadata' ->> 'topic' = j.input ->> 'topic') as announced,
    (select count(*)::int from ai.model_call as c where c.job_id = j.id::text and c.ok) as paid,
    (select count(*)::int from banyan.job_steps as s where s.job_id = j.id and s.name in ('plan', 'write')) as steps
  from banyan.jobs as j where j.idempotency_key = any($1)`
