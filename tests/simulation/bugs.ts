import type { Sabotage } from 'banyan/testing/world'

/** Bugs that such systems have. Each changes what passes through the ports; the shipping code knows nothing of it. */
export const bugs: readonly Sabotage[] = [
  {
    name: 'no fencing: whoever lost a job can still end it',
    sql: replacing('where j.id = g.id and j.fence = g.fence and j.status', 'where j.id = g.id and j.status'),
  },
  {
    name: 'an ended job can be ended again',
    sql: replacing("where j.id = g.id and j.fence = g.fence and j.status = 'running'", 'where j.id = g.id'),
  },
  {
    name: 'completion event emitted twice on takeover',
    within: ({ text }) => (text.includes('json_to_recordset($1) as (id uuid, fence') ? 'lenient' : 'done'),
  },
  {
    name: 'outbox outside the transaction',
    within: ({ text }) => (text.includes('insert into banyan.outbox') ? 'apart' : 'done'),
  },
  {
    name: 'event sent after the commit',
    within: ({ text }) => (text.includes('insert into banyan.outbox') ? 'deferred' : 'done'),
  },
  {
    name: 'consumer without inbox: what comes again is taken for new',
    sql: replacing(
      'update banyan.outbox set relayed_at = null',
      'update banyan.outbox set relayed_at = null, id = md5(id::text)::uuid',
    ),
  },
  {
    name: 'ack before effect',
    within: ({ text }) => (text.includes("set state = 'handled'") ? 'apart' : 'done'),
  },
  {
    name: 'ack after effect, on its own',
    within: ({ text }) => (text.includes("set state = 'handled'") ? 'deferred' : 'done'),
  },
  {
    name: 'events of one subject handled side by side',
    sql: replacing(/and not exists \([\s\S]*?'running'\)\s+\)/, ''),
  },
  {
    name: 'refresh without lock',
    sql: (text) => (text.includes('"sessions"') ? text.replace(' for update', '') : text),
  },
  {
    name: 'lease on the wrong clock',
    sql: (text) =>
      text.includes("status = 'running' and lease_until < $1")
        ? text.replace(
            "status = 'running' and lease_until < $1",
            "status = 'running' and lease_until < clock_timestamp()",
          )
        : text,
  },
  {
    name: 'retry of a non-idempotent command',
    resend: true,
  },
  {
    name: 'deadline not propagated',
    headers: ({ 'x-deadline-ms': _, ...rest }) => rest,
  },
  {
    name: 'cap leaked on crash: a cancelled job keeps its place',
    sql: replacing(
      "where worker is not null and status <> 'running' and lease_until < $1",
      'where $1::timestamptz is null',
    ),
  },
  {
    name: 'cap not counted',
    sql: replacing(/claim_capped\(\$1, \$2, \$7, \$8,/, 'claim_capped($1, $2, $7 + 100, $8 + 100,'),
  },
  {
    name: 'SSE resume off by one',
    sql: replacing(
      'where job_id = j.id and seq > $2',
      'where job_id = j.id and seq > $2 - (case when $2 > 0 then 1 else 0 end)',
    ),
  },
  {
    name: 'idempotency key stored after the effect',
    within: ({ text }) => (text.includes('update banyan.keys set output') ? { rows: [{}] } : 'done'),
  },
  {
    name: 'job accepted before it is stored',
    alone: ({ text, values }) =>
      text.includes('insert into banyan.jobs') ? { rows: idsOf(values), later: true } : 'done',
  },
  {
    name: 'schedule noted apart from its job',
    within: ({ text }) => (text.startsWith('update banyan.schedules') ? 'apart' : 'done'),
  },
  {
    name: 'wake-ups are trusted: nobody polls',
    sql: replacing(
      "and j.status = 'pending' and j.worker is null and j.run_at <= $3 limit 1",
      "and j.status = 'pending' and j.run_at <= $3 and false limit 1",
    ),
  },
  {
    name: 'steps are forgotten: the next attempt pays again',
    sql: replacing('from banyan.job_steps where job_id = $1', 'from banyan.job_steps where job_id = $1 and false'),
  },
  {
    name: 'nobody sweeps: a lost worker keeps its job',
    sql: replacing(
      "where worker is not null and status = 'running' and lease_until < $1",
      'where $1::timestamptz is null',
    ),
  },
]

/** Replaces a part of those statements that have it. */
function replacing(part: string | RegExp, other: string): (text: string) => string {
  return (text) => text.replace(part, other)
}

/** The ids of the jobs that an insert is given. */
const idsOf = ([rows]: readonly unknown[]) => (JSON.parse(String(rows)) as { id: string }[]).map(({ id }) => ({ id }))
