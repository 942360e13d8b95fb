import { setTimeout as pause } from 'node:timers/promises'
import type { ResearchReport } from '@banyan/ai/contract'
import { settle } from 'banyan/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { crashPlan, type Round, STEPS } from './crash-plan.ts'
import { lookInside, postmaster } from './inside.ts'
import { patient } from './patient.ts'
import { type Person, signIn, signUp } from './person.ts'
import { newFolder, type Program, startSystem } from './process.ts'
import { type Watch, watch } from './sse.ts'

// A round takes two seconds, or ten times that on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 90_000 })

const seed = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 1e6))
const ROUNDS = 20
const PACE_MS = 80
const SOON = { timeout: 20_000 }
/** Milliseconds: less than half of what they do. */
const TOKENS_LAST = 120_000

interface Submission {
  readonly person: Person
  readonly topic: string
  readonly key: string
  /** Once it was answered with 202. */
  id?: string
  /** Whoever watches it from before the blow. */
  watched?: Watch
}

let data: string
let program: Program
let people: Person[]
let signedIn = 0
const submissions: Submission[] = []

beforeAll(async () => {
  data = await newFolder()
  program = await startSystem({ data, env })
  people = await Promise.all(['ann', 'bob', 'cyd'].map((name) => signUp(program.baseUrl, name, patient)))
  signedIn = performance.now()
})
// On a busy machine it all takes longer than an access token lasts.
beforeEach(async () => {
  if (performance.now() - signedIn < TOKENS_LAST) return
  people = await Promise.all(people.map(({ email }) => signIn(program.baseUrl, email, patient)))
  signedIn = performance.now()
})
afterAll(() => program?.kill('SIGKILL'))

const env = { AI_OFFLINE_PACE_MS: String(PACE_MS), BANYAN_DEMO: 'off' }
const restart = async () => {
  program = await startSystem({ data, env, port: program.port })
}

describe(`killed again and again (the same again: CRASH_SEED=${seed})`, () => {
  test.for(crashPlan(seed, ROUNDS))('round $number: $hits, $when.moment', async (round) => {
    const jobs = people.flatMap((person) => [1, 2].map((n) => drafted(round.number, person, n)))
    submissions.push(...jobs)
    const { sent } = await begin(jobs, round)
    await strike(round)
    await sent

    // Whether it was accepted or not, whether the answer came or not: sent again, it is the same job.
    for (const job of jobs) {
      const before = job.id
      await submitUntilAnswered(job)
      if (before !== undefined) expect(job.id).toBe(before)
    }
    const readyAt = round.hits === 'the database' ? Number.POSITIVE_INFINITY : readyTime()
    await Promise.all(jobs.map((job) => endsWell(job, readyAt)))
  })

  test('a client that watches a job sees it to its end, across the blow', async () => {
    const job = drafted('last', people[0] as Person, 1)
    submissions.push(job)
    await submitUntilAnswered(job)
    const ids: number[] = []
    for await (const { id, data: happened } of job.person.api.jobs.events({ id: job.id ?? '' })) {
      ids.push(Number(id))
      if (happened.step === 'plan') await strike({ hits: 'the server', again: undefined })
    }
    expect(ids).toEqual(ids.map((_, at) => at + 1))
    await endsWell(job, readyTime())
  })
})

describe('after all that, the tables say that', () => {
  test('each job happened once, and announced itself once', async () => {
    await using inside = await lookInside(data)
    const { rows: jobs } = await inside.query(`select count(*) from banyan.jobs where service = 'ai'`)
    expect(Number(jobs[0]?.count)).toBe(submissions.length)
    const { rows } = await inside.query<{ topic: string; count: string; subject: string }>(
      `select data -> 'metadata' ->> 'topic' as topic, min(subject) as subject, count(*) from banyan.outbox
       where type = 'ai.content.generated' group by 1`,
    )
    const expected = submissions.map(({ topic, person }) => ({ topic, subject: person.id, count: '1' }))
    const byTopic = (a: { topic: string }, b: { topic: string }) => a.topic.localeCompare(b.topic)
    expect(rows.sort(byTopic)).toEqual(expected.sort(byTopic))
  })

  test('no model was asked again for a step that was on record', async () => {
    await using inside = await lookInside(data)
    const { rows } = await inside.query<{ calls: Date[]; plan: Date; read: Date; write: Date }>(`
      select (select array_agg(at order by at) from ai.model_call where job_id = j.id::text) as calls,
        max(s.finished_at) filter (where s.name = 'plan') as plan,
        max(s.finished_at) filter (where s.name = 'read') as read,
        max(s.finished_at) filter (where s.name = 'write') as write
      from banyan.jobs as j join banyan.job_steps as s on s.job_id = j.id
      where j.service = 'ai' group by j.id`)
    expect(rows).toHaveLength(submissions.length)
    for (const { calls, plan, read, write } of rows) {
      const between = (from: Date, to: Date) => calls.filter((at) => at > from && at <= to).length
      expect(calls.filter((at) => at <= plan).length).toBeGreaterThan(0)
      expect(between(plan, read)).toBe(0)
      expect(between(read, write)).toBeGreaterThan(0)
      expect(calls.filter((at) => at > write)).toEqual([])
    }
    // Only where the blow fell between an answer and its record is a model asked once more.
    const calls = rows.reduce((sum, row) => sum + row.calls.length, 0)
    expect(calls).toBeLessThan(2 * submissions.length * 1.25)
  })

  test('the blows hit jobs that were running', async () => {
    await using inside = await lookInside(data)
    const { rows } = await inside.query(`select count(*) from banyan.jobs where attempts > 1`)
    expect(Number(rows[0]?.count)).toBeGreaterThan(submissions.length / 4)
  })

  test('every event reached every listener, and nothing waits', async () => {
    await using inside = await lookInside(data)
    const open = `select (select count(*) from banyan.outbox where relayed_at is null)
      + (select count(*) from banyan.inbox where state <> 'handled')
      + (select count(*) from banyan.jobs where worker is not null) as count`
    await expect.poll(async () => Number((await inside.query(open)).rows[0]?.count), SOON).toBe(0)
    const { rows } = await inside.query(
      `select (select count(*) from banyan.outbox where type = 'user.created') as announced,
        (select count(*) from users.profiles) as profiles`,
    )
    expect(rows[0]).toEqual({ announced: String(people.length), profiles: String(people.length) })
  })
})

const drafted = (round: number | 'last', person: Person, n: number): Submission => ({
  person,
  topic: `Beekeeping ${round}-${n} of ${person.email}`,
  key: `round-${round}-${n}`,
})

/** When the program said that it is ready. */
const readyTime = (): number =>
  Date.parse(JSON.parse(program.lines.find((line) => line.includes('ready on http://')) ?? '{}').time)

async function submit(job: Submission): Promise<boolean> {
  const { person, topic, key } = job
  const answer = await settle(person.api.ai.runResearchAgent({ topic }, { idempotencyKey: key }))
  if (answer.ok) job.id = answer.value.job_id
  else expect(answer.error).toMatchObject({ status: 503, retry: true })
  return answer.ok
}

async function submitUntilAnswered(job: Submission): Promise<void> {
  while (!(await submit(job))) await pause(50)
}

/** Submits the jobs, and resolves when the moment of the blow has come. Not all submissions need be answered then. */
async function begin(jobs: readonly Submission[], { when }: Round): Promise<{ readonly sent: Promise<unknown> }> {
  const sent = Promise.all(jobs.map(submit))
  if (when.moment !== 'while jobs are submitted') {
    expect(await sent).not.toContain(false)
    const [first, second] = jobs as [Submission, Submission]
    for (const job of [first, second]) job.watched = watch(...eventsOf(job))
    const step = STEPS.find((name) => when.moment === `at the step ${name}`)
    await first.watched?.until(({ event, data }) => (step ? data.step === step : event === 'running'))
  }
  await pause(when.after)
  return { sent }
}

async function strike({ hits, again }: Pick<Round, 'hits' | 'again'>): Promise<void> {
  const database = await postmaster(data)
  if (hits !== 'the server') process.kill(database.pid, 'SIGKILL')
  if (hits === 'the database') return
  await program.kill('SIGKILL')
  if (again !== undefined) {
    const doomed = startSystem({ data, env, port: program.port })
    doomed.catch(() => {})
    await pause(again)
    await (await doomed).kill('SIGKILL')
  }
  await restart()
}

/** The job is done, with a result, and whoever watched it saw every event once. It was taken up again by `readyAt`. */
async function endsWell(job: Submission, readyAt: number): Promise<void> {
  const { watched } = job
  await watched?.over
  const seen = [...(watched?.seen ?? [])]
  // The server may be cut off from its database for a moment, which ends a stream like a lost connection does.
  for (let last = seen.at(-1); last === undefined || last.event !== 'done'; last = seen.at(-1)) {
    const resumed = watch(...eventsOf(job), last?.id)
    const ended = await settle(resumed.over)
    seen.push(...resumed.seen)
    if (!ended.ok || !ended.value) await pause(50)
  }
  expect(seen.map(({ id }) => Number(id))).toEqual(seen.map((_, at) => at + 1))
  // A process that is alone need not wait for the lease of the one that was killed.
  for (const { event, data: happened } of seen)
    if (event === 'retrying') expect(Date.parse(happened.at)).toBeLessThanOrEqual(readyAt)
  const found = await job.person.api.jobs.get({ id: job.id ?? '' })
  expect(found).toMatchObject({ status: 'done', error: null })
  const { summary, degraded } = found.result as ResearchReport
  expect(summary.length).toBeGreaterThan(0)
  // While the database is away so is the search, and research does without it.
  const steps = STEPS.filter((step) => !degraded.includes(step))
  if (readyAt < Number.POSITIVE_INFINITY) expect(degraded).toEqual([])
  expect(found.steps.map(({ name }) => name)).toEqual(steps)
  expect(seen.flatMap(({ data: { step } }) => step ?? [])).toEqual(steps)
}

const eventsOf = ({ id, person }: Submission) => [`${program.baseUrl}/jobs/${id}/events`, person.token] as const
