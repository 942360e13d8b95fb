import type { Accepted } from '../contract/index.ts'
import type { Core } from './core.ts'
import { accepted, type Ended, hasEnded } from './ended.ts'
import type { Submitter } from './submit.ts'
import type { Submission } from './types.ts'
import type { Watch, Watchers } from './watch.ts'

/**
 * Accepts a job and waits up to `wait` ms for its end, or until the signal aborts: then it answers the accepted form.
 * Rejects with the job's own failure when it fails within that time. Whoever does not wait is only told how it stands.
 */
export async function submitAndWait(
  core: Core,
  submitter: Submitter,
  watchers: Watchers,
  submission: Submission,
  wait: number,
  signal: AbortSignal | undefined,
): Promise<Accepted> {
  if (wait <= 0) {
    const job = await submitter.one(submission, () => undefined)
    return accepted(job.id, job, false)
  }
  const until = core.clock.now() + wait
  let watch: Watch | undefined
  let made: string | undefined
  try {
    let job: Ended & { readonly id: string } = await submitter.one(submission, (id) => {
      made = id
      watch = watchers.watch(id)
    })
    if (job.id !== made) {
      // The key led to an earlier job.
      watch?.close()
      watch = watchers.watch(job.id)
      job = { ...job, ...(await look(core, job.id)) }
    }
    while (!hasEnded(job.status) && core.clock.now() < until && !signal?.aborted) {
      await watch?.changed(until - core.clock.now(), signal)
      job = { ...job, ...(await look(core, job.id)) }
    }
    return accepted(job.id, job, true)
  } finally {
    watch?.close()
  }
}

async function look({ pool }: Core, id: string): Promise<Ended | undefined> {
  const { rows } = await pool.query<Ended>({
    name: 'banyan-look',
    text: 'select status, message, result, error from banyan.jobs where id = $1',
    values: [id],
  })
  return rows[0]
}
