import { contract, job, query } from 'banyan/contract'
import { service } from 'banyan/service'
import * as z from 'zod'
import type { Floor } from './floor.ts'

export interface Caps {
  readonly total?: number
  readonly perUser?: number
}

/** Jobs with all sorts of caps. */
export const capped: Readonly<Record<string, Caps>> = {
  one: { total: 1 },
  three: { total: 3 },
  oneEach: { perUser: 1 },
  twoEach: { perUser: 2 },
  threeOneEach: { total: 3, perUser: 1 },
  fourTwoEach: { total: 4, perUser: 2 },
  free: {},
}

/** Operations that a user may ask for so often in an hour. */
export const limits = [1, 3, 5] as const

const input = z.object({ batch: z.string() })
const jobs = Object.entries(capped).map(
  ([name, concurrency]) =>
    [name, job({ http: `POST /mill/${name}`, auth: 'user', input, output: z.string(), concurrency })] as const,
)
const visits = limits.map(
  (max) =>
    [
      `visit${max}`,
      query({
        http: `GET /mill/visit-${max}`,
        auth: 'user',
        input: z.object({}),
        output: z.literal('welcome'),
        limits: [{ max, window: '1h', by: 'user' }],
      }),
    ] as const,
)
const mill = contract('mill', { ...Object.fromEntries(jobs), ...Object.fromEntries(visits) })

/** Each batch of jobs meets on a floor of its own; `visited` is told of each visit. */
export const millService = (floors: ReadonlyMap<string, Floor>, visited: (user: string) => void) =>
  service(mill, {
    handle: {
      ...Object.fromEntries(
        jobs.map(([name]) => [
          name,
          async ({ batch }: z.output<typeof input>, { user }: { user: { id: string } }) => {
            await floors.get(batch)?.visit(user.id)
            return user.id
          },
        ]),
      ),
      ...Object.fromEntries(
        visits.map(([name]) => [
          name,
          (_: object, { user }: { user: { id: string } }) => {
            visited(user.id)
            return 'welcome' as const
          },
        ]),
      ),
    } as never,
  })
