import { setTimeout as pause } from 'node:timers/promises'
import { type Spread, spread, timed } from '../measure/spread.ts'
import type { Ground } from './ground.ts'

export interface GenerationResult {
  readonly callers: number
  /** One in so many calls of the model was answered 429; 0 for none. */
  readonly throttled: number
  /** Milliseconds until a request was answered 202. */
  readonly accepted: Spread
  /** Milliseconds from the row to its end. */
  readonly ended: Spread
  /** Milliseconds for all of them, and the share of the time that the model alone would have needed, ten at once. */
  readonly wall: number
  readonly share: number
  readonly done: number
  /** Requests that were refused at first, because there was too much to do. */
  readonly refused: number
  /** Calls that the model got, and most of them at once. */
  readonly calls: number
  readonly atOnce: number
}

/** How long the model takes to answer, in milliseconds, and how many generations of a kind run at once. */
export const MODEL_MS = 300
export const CAP = 10
/** Seconds that a model asks to wait when it is asked too often. */
const RETRY_AFTER = 1

/** So many generations are asked for at the same time, by all people in turn. */
export async function generations(ground: Ground, callers: number, throttled = 0): Promise<GenerationResult> {
  const { openai, people, query } = ground
  openai.reset()
  let calls = 0
  let under = 0
  let atOnce = 0
  const count = () => {
    calls++
    atOnce = Math.max(atOnce, ++under)
    void openai.requests.at(-1)?.ended.then(() => under--)
    return true
  }
  const always = { times: Number.POSITIVE_INFINITY }
  if (throttled > 0)
    openai.fail(
      { kind: 'status', status: 429, retryAfter: RETRY_AFTER },
      // The count of this call is not yet raised.
      { ...always, when: () => calls % throttled === throttled - 1 && count() },
    )
  openai.fail({ kind: 'slowHeaders', delay: MODEL_MS }, { ...always, when: count })

  const before = ground.refused()
  const begun = performance.now()
  const asked = await Promise.all(
    Array.from({ length: callers }, async (_, n) => {
      const { api } = people[n % people.length] as (typeof people)[number]
      const input = { topic: `open house number ${n}`, tone: 'Casual' } as const
      const { ms, value } = await timed(() => api.ai.generateSocialMediaPost(input))
      return { ms, id: value.job_id }
    }),
  )
  const ids = asked.map(({ id }) => id)
  for (;;) {
    const open = `select count(*)::int as n from banyan.jobs where id = any ($1) and finished_at is null`
    const [left] = await query<{ n: number }>(open, [ids])
    if (left?.n === 0) break
    await pause(20)
  }
  const wall = performance.now() - begun
  const ends = await query<{ ms: number; status: string }>(
    `select extract(epoch from finished_at - created_at)::float8 * 1000 as ms, status from banyan.jobs where id = any ($1)`,
    [ids],
  )
  openai.reset()
  return {
    callers,
    throttled,
    accepted: spread(asked.map(({ ms }) => ms)),
    ended: spread(ends.map(({ ms }) => ms)),
    wall,
    share: (Math.ceil(callers / CAP) * MODEL_MS) / wall,
    done: ends.filter(({ status }) => status === 'done').length,
    refused: ground.refused() - before,
    calls,
    atOnce,
  }
}

export interface ColdStart {
  /** Milliseconds from the start of the process to ready, and from there to the first result. */
  readonly ready: number
  readonly first: number
  /** Milliseconds of one generation when all is warm. */
  readonly warm: number
}

/** The first generation after a start, beside one of a system that has run for a while. The model answers at once. */
export async function coldStart(ground: Ground): Promise<ColdStart> {
  const [{ api } = ground.admin] = ground.people
  const one = async () => {
    const { ms, value } = await timed(() =>
      api.ai.generateSocialMediaPost({ topic: 'a garden in spring', tone: 'Casual' }, { wait: 20_000 }),
    )
    if (value.status !== 'done') throw new Error(`the generation is ${value.status}`)
    return ms
  }
  for (let n = 0; n < 5; n++) await one()
  const warm: number[] = []
  for (let n = 0; n < 10; n++) warm.push(await one())
  const ready = await ground.restart()
  return { ready, first: await one(), warm: spread(warm).p50 }
}
