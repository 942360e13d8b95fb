import { type Core, stamp } from './core.ts'

/** Deletes what is past its time, a chunk of each at a time. Resolves to whether there may be more. */
export async function clean({ clock, pool, settings }: Core): Promise<boolean> {
  const now = clock.now()
  let more = false
  for (const { text, before } of [
    { text: JOBS, before: now },
    { text: OUTBOX, before: now - settings.eventRetention },
    { text: INBOX, before: now - settings.eventRetention },
    { text: KEYS, before: now - settings.keyRetention },
    { text: LOST_KEYS, before: now - settings.keyRetention },
  ]) {
    const { rowCount } = await pool.query(text, [stamp(before), CHUNK])
    if (rowCount === CHUNK) more = true
  }
  return more
}

const CHUNK = 500

const JOBS = `
  with expired as (
    select id from banyan.jobs where expires_at < $1 and worker is null limit $2 for update skip locked
  ), steps as (
    delete from banyan.job_steps as s using expired as e where s.job_id = e.id
  ), events as (
    delete from banyan.job_events as v using expired as e where v.job_id = e.id
  )
  delete from banyan.jobs as j using expired as e where j.id = e.id`

const OUTBOX = `
  delete from banyan.outbox where seq in (
    select seq from banyan.outbox where relayed_at < $1 limit $2 for update skip locked
  )`

const INBOX = `
  delete from banyan.inbox as i using (
    select consumer, event_id from banyan.inbox where state = 'handled' and finished_at < $1 limit $2
    for update skip locked
  ) as old where i.consumer = old.consumer and i.event_id = old.event_id`

const KEYS = `
  delete from banyan.keys as k using (
    select service, name, owner, key from banyan.keys where finished_at < $1 limit $2 for update skip locked
  ) as old where (k.service, k.name, k.owner, k.key) = (old.service, old.name, old.owner, old.key)`

const LOST_KEYS = `
  delete from banyan.keys as k using (
    select service, name, owner, key from banyan.keys where finished_at is null and lease_until < $1 limit $2
    for update skip locked
  ) as old where (k.service, k.name, k.owner, k.key) = (old.service, old.name, old.owner, old.key)`
