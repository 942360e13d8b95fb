import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { end, lab, patience, submission } from './fixture/lab.ts'
import { seeded } from './fixture/seeded.ts'

const ROUNDS = 24
const JOBS = 3
const seed = Number(process.env.CRASH_SEED ?? 20260101)
const worker = fileURLToPath(new URL('./fixture/crashing-worker.ts', import.meta.url))

test(`whatever a killed process was doing is done once, with one event of its end (CRASH_SEED=${seed})`, async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const sender = await labs.engine({
    start: false,
    jobs: { work: { policy: { attempts: 100 }, run: async () => undefined } },
  })
  const random = seeded(seed)
  const pick = (below: number) => Math.floor(random() * below)
  const children: ChildProcess[] = []
  const start = (env: Record<string, string>) => {
    const child = spawn(process.execPath, [worker], {
      env: { ...process.env, ...env, DATABASE: database.url },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    children.push(child)
    return child
  }
  const ids: string[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (let n = 0; n < JOBS; n++) ids.push((await sender.submit(submission('work'), 0, undefined)).job_id)
      const phase = ['before', 'sent', 'answered'][pick(3)] ?? ''
      const crashing = { CRASH_AT: String(1 + pick(60)), CRASH_PHASE: phase, STEP_MS: String(pick(10)) }
      const [, signal] = await once(start(crashing), 'exit')
      expect(signal).toBe('SIGKILL')
    }
    start({})
    for (const id of ids) {
      const events = await end(sender, id)
      const told = events.map(({ event }) => event)
      expect(told.filter((event) => ['done', 'failed', 'cancelled'].includes(event))).toEqual(['done'])
      expect(told.at(-1)).toBe('done')
      expect(events.map((event) => event.id)).toEqual(events.map((_, at) => String(at + 1)))
    }
    const times = async (what: string) => Promise.all(ids.map((id) => labs.effects(`${what} ${id}`)))
    const once1 = ids.map(() => 1)
    await expect.poll(() => times('followed'), patience).toEqual(once1)
    expect(await times('worked')).toEqual(once1)
    expect(await times('consumed')).toEqual(once1)
    for (const step of ['one', 'two']) for (const n of await times(step)) expect(n).toBeGreaterThanOrEqual(1)
    const { rows } = await database.pool.query('select status, count(*) as n from banyan.jobs group by status')
    expect(rows).toEqual([{ status: 'done', n: ids.length * 2 }])
    // The test is about crashes: most of them have to have hit work.
    const { rows: restarts } = await database.pool.query(
      `select count(*) as n from banyan.job_events where event = 'retrying'`,
    )
    expect(restarts[0].n).toBeGreaterThanOrEqual(ROUNDS / 4)
  } finally {
    for (const child of children) child.kill('SIGKILL')
  }
}, 240_000)
