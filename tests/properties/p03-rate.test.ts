import fc from 'fast-check'
import { expect } from 'vitest'
import { eventually } from './eventually.ts'
import { startGenerations } from './generations/start.ts'
import { Floor } from './mill/floor.ts'
import { type Caps, capped, limits, millService } from './mill/service.ts'
import { property } from './property.ts'

/** Requests at the same time, each by a user with a number. */
type Burst =
  | { readonly of: 'jobs'; readonly kind: string; readonly users: readonly number[] }
  | { readonly of: 'generations'; readonly users: readonly number[] }
  | { readonly of: 'visits'; readonly max: number; readonly count: number }

const users = (maxLength: number) => fc.array(fc.nat(2), { minLength: 1, maxLength })
const bursts: fc.Arbitrary<Burst> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      of: fc.constant('jobs' as const),
      kind: fc.constantFrom(...Object.keys(capped)),
      users: users(10),
    }),
  },
  { weight: 1, arbitrary: fc.record({ of: fc.constant('generations' as const), users: users(6) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      of: fc.constant('visits' as const),
      max: fc.constantFrom(...limits),
      count: fc.integer({ min: 1, max: 8 }),
    }),
  },
)

/** How many of these may be worked on at once. */
function atOnce(
  users: readonly number[],
  { total = Number.POSITIVE_INFINITY, perUser = Number.POSITIVE_INFINITY }: Caps,
) {
  const each = [...Map.groupBy(users, (user) => user).values()].map((own) => Math.min(own.length, perUser))
  return Math.min(
    total,
    each.reduce((sum, own) => sum + own, 0),
  )
}

// Feature: microservices-architecture, Property 3: Concurrent requests are all processed within the configured limits
property(3, 'Concurrent requests are all processed within the configured limits', async (links) => {
  const floors = new Map<string, Floor>()
  const visitors: string[] = []
  const { app, close, openai } = await startGenerations(links, {
    workers: 1,
    beside: [millService(floors, (user) => visitors.push(user))],
  })
  let run = 0

  async function ask(method: string, path: string, user: string, body?: object): Promise<Response> {
    return fetch(app.baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${await app.token(user)}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
  }
  /** Resolves when these jobs have ended; all of them must be done, once each. */
  async function done(answers: readonly Response[]): Promise<void> {
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202))
    const ids = (await Promise.all(answers.map((answer) => answer.json()))).map(({ job_id }) => job_id)
    const ends = async () => {
      const { rows } = await app.database.pool.query('select status, attempts from banyan.jobs where id = any ($1)', [
        ids,
      ])
      return rows
    }
    await eventually(ends).toEqual(ids.map(() => ({ status: 'done', attempts: 1 })))
  }

  /** As many at once as the caps let through, never more, until none is left. */
  async function grind(kind: string, users: readonly number[], batch: string): Promise<void> {
    const caps = capped[kind] as Caps
    const together = atOnce(users, caps)
    const floor = new Floor(together)
    floors.set(batch, floor)
    await done(await Promise.all(users.map((user) => ask('POST', `/mill/${kind}`, `${batch}-${user}`, { batch }))))
    expect({ entered: floor.entered, most: floor.most }).toEqual({ entered: users.length, most: together })
    expect(floor.mostOfOne).toBeLessThanOrEqual(caps.perUser ?? users.length)
  }

  /** What the model's server sees: the caps of the generators are ten in all, and two of one user. */
  async function generate(users: readonly number[], batch: string): Promise<void> {
    let entered = 0
    const under = new Map<string, number>()
    let most = 0
    openai.fail(
      { kind: 'slowHeaders', delay: 2 },
      {
        times: Number.POSITIVE_INFINITY,
        when({ messages }) {
          const user = /by user (\d)/.exec(JSON.stringify(messages))?.[1] ?? ''
          under.set(user, (under.get(user) ?? 0) + 1)
          most = Math.max(most, under.get(user) ?? 0)
          void openai.requests.at(-1)?.ended.then(() => under.set(user, (under.get(user) ?? 0) - 1))
          entered++
          return true
        },
      },
    )
    const asked = users.map((user) =>
      ask('POST', '/ai/generate-social-media-post', `${batch}-${user}`, {
        topic: `bees by user ${user}`,
        tone: 'Casual',
      }),
    )
    await done(await Promise.all(asked))
    expect(entered).toBe(users.length)
    expect(most).toBeLessThanOrEqual(2)
    openai.reset()
  }

  /** As many as the limit says are let in, whatever comes at once; the others are told when to come again. */
  async function visit(max: number, count: number, user: string): Promise<void> {
    const answers = await Promise.all(Array.from({ length: count }, () => ask('GET', `/mill/visit-${max}`, user)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual(Array.from({ length: count }, (_, at) => (at < max ? 200 : 429)))
    expect(visitors.filter((visitor) => visitor === user)).toHaveLength(Math.min(max, count))
    for (const answer of answers) {
      const body = await answer.json()
      if (answer.status === 200) expect(body).toBe('welcome')
      else expect(body).toMatchObject({ code: 'limited', retry: true })
      expect(Number(answer.headers.get('retry-after') ?? 0) > 0).toBe(answer.status === 429)
    }
  }

  return {
    inputs: bursts,
    async holds(burst: Burst) {
      const batch = `b${run++}`
      if (burst.of === 'jobs') await grind(burst.kind, burst.users, batch)
      else if (burst.of === 'generations') await generate(burst.users, batch)
      else await visit(burst.max, burst.count, batch)
    },
    close,
  }
})
