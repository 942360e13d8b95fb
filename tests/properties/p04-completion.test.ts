import { ai } from '@banyan/ai/contract'
import { presets } from 'banyan/resilience'
import type { Fault } from 'banyan/testing/model-server/fault'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { JobName } from '../../services/ai/generators/index.ts'
import { ATTEMPTS } from './chain/expected.ts'
import { eventually } from './eventually.ts'
import { goodAnswer, jobNames, jobOf, material } from './generations/answers.ts'
import { markedInput } from './generations/inputs.ts'
import { startGenerations } from './generations/start.ts'
import { property } from './property.ts'

/** What happens to one request to a model. */
type Turn = Fault | { readonly kind: 'workerLost'; readonly found: boolean }

interface Generation {
  readonly name: JobName
  /** In the order of its requests; what comes after them is answered well. */
  readonly turns: readonly Turn[]
  readonly deaf: number
  readonly cancelled: boolean
}

const status = (status: number, retryAfter?: number): Fault => ({
  kind: 'status',
  status,
  ...(retryAfter !== undefined && { retryAfter }),
})
const passing = fc.constantFrom<Fault>(
  status(429, 0),
  { kind: 'malformedAnswer' },
  { kind: 'breaksSchema' },
  { kind: 'truncated' },
)
const final = fc.constantFrom(status(400), status(401), status(403))
/** As from a server that is down. The third of them would open the breaker, and end all else for a while. */
const down = fc.constantFrom<Fault>(
  status(500),
  status(503, 0),
  { kind: 'reset' },
  { kind: 'cut' },
  { kind: 'malformedBody' },
  { kind: 'wrongType' },
)
const isDown = (turn: Turn) =>
  !['malformedAnswer', 'breaksSchema', 'truncated', 'workerLost'].includes(turn.kind) &&
  !(turn.kind === 'status' && turn.status < 500)
const lost = fc.record({ kind: fc.constant('workerLost' as const), found: fc.boolean() })
const turns: fc.Arbitrary<Turn[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: passing },
    { weight: 2, arbitrary: down },
    { weight: 1, arbitrary: final },
    { weight: 3, arbitrary: lost },
  ),
  { maxLength: 4 },
)
const generations: fc.Arbitrary<readonly Generation[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom(...jobNames),
      turns,
      deaf: fc.integer({ min: 0, max: ATTEMPTS - 1 }),
      cancelled: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .filter((all) => all.flatMap(({ turns }) => turns.filter(isDown)).length < presets.model.breaker.failures)

// Feature: microservices-architecture, Property 4: Each generation that completes is announced exactly once
property(4, 'Each generation that completes is announced exactly once', async (links) => {
  const { app, close, deafness, forget, heard, heardInAll, openai } = await startGenerations(links, { workers: 2 })
  const { pool } = app.database
  const made = new Set<JobName>()
  const seen = { done: 0, failed: 0, cancelled: 0, retried: 0, lost: 0 }
  let run = 0

  /**
   * As if the process that works on it had died: its lease has ended, for the sweepers to find. Or as if a sweeper had found
   * that already, and told everybody but the process itself, which is not dead and goes on.
   */
  async function loseWorker({ name, user }: { name: JobName; user: string }, found: boolean): Promise<void> {
    const lost = found
      ? `status = 'pending', worker = null, lease_until = null, run_at = '2026-01-01'`
      : `lease_until = '2026-01-01'`
    const { rowCount } = await pool.query(
      `update banyan.jobs set ${lost} where owner = $1 and status = 'running' and attempts < max_attempts`,
      [user],
    )
    if (found) await pool.query(`select pg_notify('banyan_wake', $1)`, [`sweeper jobs:ai.${name}`])
    seen.lost += rowCount ?? 0
  }

  async function generate({ name, turns, deaf, cancelled }: Generation, mark: string): Promise<void> {
    const user = `user of ${mark}`
    const input = markedInput(name, mark)
    const mine = ({ messages }: { readonly messages: unknown }) => JSON.stringify(messages).includes(mark)
    for (const turn of turns) {
      if (turn.kind !== 'workerLost') openai.fail(turn, { when: mine })
      else {
        const when: typeof mine = (request) => {
          if (!mine(request)) return false
          void loseWorker({ name, user }, turn.found)
          return true
        }
        // Late, so that the worker is lost meanwhile.
        openai.fail({ kind: 'slowHeaders', delay: 20 }, { when })
      }
    }
    const checked = jobOf(name).input.parse(input)
    openai.respond((request) => goodAnswer(name, checked, material, request), {
      when: mine,
      times: Number.POSITIVE_INFINITY,
    })
    deafness.set(user, deaf)
    const call = app.with({ ai }, await app.token(user))
    // The input of each job is checked by the service itself.
    const { job_id: id } = await call.ai[name](input as never)
    if (cancelled) await call.jobs.cancel({ id })
    const told: string[] = []
    for await (const { event } of call.jobs.events({ id })) told.push(event)

    const { status } = await call.jobs.get({ id })
    const ends = told.filter((event) => event === 'done' || event === 'failed' || event === 'cancelled')
    expect(ends).toEqual([status])
    if (status === 'done' || status === 'failed' || status === 'cancelled') seen[status]++
    if (status === 'done') made.add(name)
    if (told.includes('retrying')) seen.retried++
    await eventually(() => heard(user)).toBe(status === 'done' ? 1 : 0)
    // Of the event itself there is one, too, however often it was delivered.
    const { rows } = await pool.query(
      `select state from banyan.inbox where consumer = 'witness' and data->>'userId' = $1`,
      [user],
    )
    expect(rows.map(({ state }) => state)).toEqual(status === 'done' ? ['handled'] : [])
  }

  return {
    inputs: generations,
    async holds(generations: readonly Generation[]) {
      const own = run++
      await Promise.all(generations.map((generation, at) => generate(generation, `bees ${own}-${at}.`)))
      openai.reset()
      forget()
    },
    async afterwards() {
      // A worker that was given up may have gone on for a while.
      expect(await heardInAll()).toBe(seen.done)
      for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0)
      expect(made.size).toBeGreaterThan(jobNames.length / 2)
    },
    close,
  }
})
