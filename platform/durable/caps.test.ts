import { expect, test } from 'vitest'
import { systemClock } from '../clock/index.ts'
import type { Caller } from '../service/caller.ts'
import { testDatabase } from '../testing/database.ts'
import { aborted, ada, bob, end, lab, latch, patience, submission } from './fixture/lab.ts'
import { pausable } from './fixture/pausable.ts'
import type { Attempt } from './types.ts'

const user = (id: string): Caller => ({ user: { id, roles: [], session: 's' }, service: null })

test('caps hold exactly, over all processes, and all jobs get their turn', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const running = new Map<string, number>()
  let now = 0
  const most = { total: 0, user: 0 }
  const full = latch()
  const run = async ({ caller }: Attempt) => {
    const id = caller.user?.id ?? ''
    running.set(id, (running.get(id) ?? 0) + 1)
    most.total = Math.max(most.total, ++now)
    most.user = Math.max(most.user, running.get(id) ?? 0)
    // The first wait for each other, so that the caps are reached; after that everybody hurries.
    if (now === 4) full.open()
    await full.opened
    await systemClock.sleep(1)
    running.set(id, (running.get(id) ?? 0) - 1)
    now--
  }
  const jobs = { capped: { policy: { total: 4, perUser: 2 }, run } }
  const engines = await Promise.all([1, 2, 3].map(() => labs.engine({ jobs, settings: { slotsPerKind: 3 } })))
  const ids = await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      const engine = engines[n % 3] ?? engines[0]
      return engine?.submit(submission('capped', n, { caller: user(`u${n % 2}`) }), 0, undefined)
    }),
  )
  for (const accepted of ids) if (engines[0] && accepted) await end(engines[0], accepted.job_id)
  expect(most).toEqual({ total: 4, user: 2 })
})

test('a user with many jobs does not keep others waiting', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const door = latch()
  const jobs = {
    capped: {
      policy: { total: 3, perUser: 1 },
      run: async ({ caller }: Attempt) => {
        if (caller.user?.id === 'ada') await door.opened
      },
    },
  }
  const engine = await labs.engine({ jobs })
  for (let n = 0; n < 10; n++) await engine.submit(submission('capped', n, { caller: ada }), 0, undefined)
  const { job_id } = await engine.submit(submission('capped', 0, { caller: bob }), 10_000, undefined)
  expect(
    (await engine.list({ user: 'ada' }, { limit: 20 })).items.filter((one) => one.status === 'running'),
  ).toHaveLength(1)
  expect(await engine.find('all', job_id)).toMatchObject({ status: 'done' })
  door.open()
})

test('a killed worker takes no place with it', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const policy = { total: 1 }
  const clock = pausable(systemClock)
  const began = latch()
  const run = () => {
    began.open()
    return new Promise(() => undefined)
  }
  const dead = await labs.engine({ clock, deaf: true, settings: { lease: 500 }, jobs: { one: { policy, run } } })
  const first = await dead.submit(submission('one'), 0, undefined)
  const second = await dead.submit(submission('one'), 0, undefined)
  await began.opened
  clock.pause()
  const engine = await labs.engine({ jobs: { one: { policy, run: async () => 'done' } } })
  for (const { job_id } of [first, second]) {
    await end(engine, job_id)
    expect(await engine.find('all', job_id)).toMatchObject({ status: 'done' })
  }
  clock.resume()
})

test('a cancelled job keeps its place until its worker has let go', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const policy = { total: 1 }
  // Nobody is to be freed by the sweeper here.
  const settings = { lease: 60_000 }
  let now = 0
  let most = 0
  const run = async ({ deadline, input }: Attempt) => {
    most = Math.max(most, ++now)
    try {
      if (input === 'long') await aborted(deadline.signal)
    } finally {
      now--
    }
  }
  const engine = await labs.engine({ settings, jobs: { one: { policy, run } } })
  const other = await labs.engine({ settings, jobs: { one: { policy, run } } })
  for (let round = 0; round < 10; round++) {
    const long = await engine.submit(submission('one', 'long'), 0, undefined)
    const next = await engine.submit(submission('one', 'short'), 0, undefined)
    await expect.poll(async () => (await engine.find('all', long.job_id))?.status, patience).toBe('running')
    expect(await other.cancel(long.job_id)).toBe(true)
    await end(engine, next.job_id)
    expect(await engine.find('all', next.job_id)).toMatchObject({ status: 'done' })
  }
  expect(most).toBe(1)
})
