import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Failure, settle } from 'banyan/contract'
import type { Person } from '../system/person.ts'

/** A job that somebody wants done once, and says so by a key. */
export interface Job {
  readonly person: Person
  readonly kind: 'research' | 'posts'
  readonly topic: string
  readonly key: string
  /** Once it was accepted. Undefined until then. */
  id?: string
  /** Another id for the same key: it was accepted twice. */
  readonly others: string[]
}

/** Something to be saved once. */
export interface Note {
  readonly person: Person
  readonly title: string
  readonly key: string
  saved: boolean
}

/** What is asked of the system during one round. */
export interface Work {
  readonly jobs: readonly Job[]
  readonly notes: readonly Note[]
}

const JOBS_EACH = 2
const NOTES_EACH = 3

export function workOf(round: number, people: readonly Person[]): Work {
  const name = (at: number, n: number) => `round ${round} ${at}-${n}`
  return {
    jobs: people.flatMap((person, at) =>
      Array.from({ length: JOBS_EACH }, (_, n) => ({
        person,
        kind: n % 2 === 0 ? ('research' as const) : ('posts' as const),
        topic: name(at, n),
        key: keyOf(name(at, n)),
        others: [],
      })),
    ),
    notes: people.flatMap((person, at) =>
      Array.from({ length: NOTES_EACH }, (_, n) => ({
        person,
        title: name(at, n),
        key: keyOf(name(at, n)),
        saved: false,
      })),
    ),
  }
}

/** Asks for all of it, a little at a time, and until `over` reads as people do. Resolves to how often there was no good answer. */
export async function ask({ jobs, notes }: Work, over: AbortSignal): Promise<number> {
  const reading = read(jobs[0] as Job, over)
  const asked: Promise<boolean>[] = []
  for (const job of jobs) {
    asked.push(submit(job))
    await pause(SPREAD_MS)
  }
  for (const note of notes) {
    asked.push(save(note))
    await pause(3 * SPREAD_MS)
  }
  const answered = await Promise.all(asked)
  return answered.filter((ok) => !ok).length + (await reading)
}

/** Asks for what was not accepted yet, and once more for what was: with its key it is the same. Resolves when all is. */
export async function insist({ jobs, notes }: Work, until: number): Promise<void> {
  const repeat = async (once: () => Promise<boolean>) => {
    while (!(await once()) && performance.now() < until) await pause(50)
  }
  await Promise.all([...jobs.map((job) => repeat(() => submit(job))), ...notes.map((note) => repeat(() => save(note)))])
}

async function submit(job: Job): Promise<boolean> {
  const { person, kind, topic, key } = job
  const options = { idempotencyKey: key, timeout: PATIENCE_MS }
  const answer =
    kind === 'research'
      ? await settle(person.api.ai.runResearchAgent({ topic }, options))
      : await settle(person.api.ai.generateSocialMediaPost({ topic, tone: 'Casual' }, options))
  if (!answer.ok) return passing(answer.error)
  job.id ??= answer.value.job_id
  if (job.id !== answer.value.job_id) job.others.push(answer.value.job_id)
  return true
}

async function save(note: Note): Promise<boolean> {
  const { person, title, key } = note
  const options = { idempotencyKey: key, timeout: PATIENCE_MS }
  const answer = await settle(person.api.content.save({ type: 'chaos', title, body: bodyOf(title) }, options))
  if (!answer.ok) return passing(answer.error)
  note.saved = true
  return true
}

/** One read of each process. Resolves to whether all were answered. */
export async function probe({ person: { api } }: Job): Promise<boolean> {
  const options = { timeout: PATIENCE_MS }
  const answers = await Promise.all([
    settle(api.users.profile({}, options)),
    settle(api.ai.models({}, options)),
    settle(api.content.list({}, options)),
  ])
  return answers.every(({ ok }) => ok)
}

async function read(job: Job, over: AbortSignal): Promise<number> {
  let failed = 0
  while (!over.aborted) {
    if (!(await probe(job))) failed++
    await pause(40)
  }
  return failed
}

/** What may be asked for again. Rejects what is no fault of the system under test. */
function passing(error: Failure): false {
  if (error.status < 500 && !error.retry) throw error
  return false
}

/** Long, and not to be compressed: it does not fit into what a table has left, so that a full disk is noticed. */
const bodyOf = (title: string) =>
  Array.from({ length: 700 }, (_, n) => createHash('sha1').update(`${title} ${n}`).digest('hex')).join(' ')

const keyOf = (name: string) => `chaos-${name.replaceAll(' ', '-')}`

const SPREAD_MS = 30
/** How long a person waits before he tries again. */
const PATIENCE_MS = 1_500
