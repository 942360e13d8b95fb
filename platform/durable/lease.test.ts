import { expect, test } from 'vitest'
import { systemClock } from '../clock/index.ts'
import { failure } from '../contract/index.ts'
import { Done } from '../service/context.ts'
import { testDatabase } from '../testing/database.ts'
import { faltering } from './fixture/faltering.ts'
import { aborted, effect, end, job, lab, latch, patience, submission } from './fixture/lab.ts'
import { pausable } from './fixture/pausable.ts'
import type { Attempt } from './types.ts'

/** Of workers that are to lose it. */
const short = { lease: 500 }

test('a worker that stands still loses its job, and nothing it does afterwards counts', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const clock = pausable(systemClock)
  const began = latch()
  const goOn = latch()
  const settled: unknown[] = []
  const stuck = await labs.engine({
    clock,
    deaf: true,
    settings: short,
    jobs: {
      pay: async ({ step, progress, deadline }: Attempt) => {
        began.open()
        await goOn.opened
        for (const write of [() => step('late', async () => 1), () => progress(50, 'late')])
          settled.push(await write().catch((error) => error.code))
        settled.push(deadline.signal.aborted)
        return new Done('from the dead', (tx) => effect(tx, 'paid'))
      },
    },
  })
  const { job_id: id } = await stuck.submit(submission('pay'), 0, undefined)
  await began.opened
  clock.pause()

  const healthy = await labs.engine({ jobs: { pay: async () => new Done('healthy', (tx) => effect(tx, 'paid')) } })
  const events = await end(healthy, id)
  expect(events.map(({ event }) => event)).toEqual(['pending', 'running', 'retrying', 'running', 'done'])
  expect(events[2]?.data.error?.code).toBe('workerLost')
  const [, first, , second] = events.map(({ data }) => Date.parse(data.at))
  expect(Number(second) - Number(first)).toBeLessThan(short.lease + 2_000)

  goOn.open()
  await expect.poll(() => settled.length, patience).toBe(3)
  expect(settled).toEqual(['lost', 'lost', true])
  clock.resume()
  await stuck.stop(1_000)
  expect(await job(healthy, id)).toMatchObject({ status: 'done', result: 'healthy', attempts: 2, steps: [] })
  expect(await labs.effects('paid')).toBe(1)
  expect(await end(healthy, id)).toHaveLength(5)
})

test.each([
  ['a result', async () => 'stuck'],
  ['a result with an effect', async () => new Done('stuck', (tx) => effect(tx, 'paid'))],
  [
    'a failure',
    async () => {
      throw failure('invalid')
    },
  ],
])('a worker that comes back with %s while another works on its job is refused', async (_, finish) => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const clock = pausable(systemClock)
  const [began, goOn, again, done] = [latch(), latch(), latch(), latch()]
  const stuck = await labs.engine({
    clock,
    deaf: true,
    settings: short,
    jobs: {
      pay: async () => {
        began.open()
        await goOn.opened
        return finish()
      },
    },
  })
  const { job_id: id } = await stuck.submit(submission('pay'), 0, undefined)
  await began.opened
  clock.pause()
  const healthy = await labs.engine({
    jobs: {
      pay: async () => {
        again.open()
        await done.opened
        return 'healthy'
      },
    },
  })
  await again.opened
  goOn.open()
  await stuck.stop(20_000)
  expect(await job(healthy, id)).toMatchObject({ status: 'running', attempts: 2 })
  done.open()
  const events = await end(healthy, id)
  expect(events.map(({ event }) => event)).toEqual(['pending', 'running', 'retrying', 'running', 'done'])
  expect(await job(healthy, id)).toMatchObject({ result: 'healthy' })
  expect(await labs.effects('paid')).toBe(0)
})

test('a lease is renewed for as long as the handler works', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const settings = { lease: 1_500 }
  let runs = 0
  const long = async () => {
    runs++
    await systemClock.sleep(4_000)
    return 'done'
  }
  const engine = await labs.engine({ jobs: { long }, settings })
  await labs.engine({ jobs: { long }, settings })
  const { job_id: id } = await engine.submit(submission('long'), 0, undefined)
  await end(engine, id)
  expect(await job(engine, id)).toMatchObject({ status: 'done', attempts: 1 })
  expect(runs).toBe(1)
})

test('a slow commit does not keep other leases from being renewed', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const settings = { lease: 1_500 }
  const slow = async () => new Done('slow', () => systemClock.sleep(4_000))
  const long = async () => systemClock.sleep(4_000)
  const engine = await labs.engine({ jobs: { slow, long }, settings })
  await labs.engine({ jobs: { slow, long }, settings })
  const ids = await Promise.all(
    ['slow', 'long'].map(async (name) => (await engine.submit(submission(name), 0, undefined)).job_id),
  )
  for (const id of ids) {
    await end(engine, id)
    expect(await job(engine, id)).toMatchObject({ status: 'done', attempts: 1 })
  }
})

test('a worker that cannot reach the database gives its job up when the lease ends by its own clock', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const heard: string[] = []
  const began = latch()
  const cut = await labs.engine({
    deaf: true,
    settings: short,
    pool: faltering(database.pool, 'banyan-renew', 'before', Number.POSITIVE_INFINITY),
    jobs: {
      work: async ({ deadline }: Attempt) => {
        began.open()
        await aborted(deadline.signal).catch(({ code }) => heard.push(code))
      },
    },
  })
  await cut.submit(submission('work'), 0, undefined)
  await began.opened
  await expect.poll(() => heard, patience).toEqual(['lost'])
})

test('a job that was cancelled and started again waits for its former worker to let go', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const clock = pausable(systemClock)
  const began = latch()
  const stuck = await labs.engine({
    clock,
    deaf: true,
    settings: short,
    jobs: {
      work: () => {
        began.open()
        return new Promise(() => undefined)
      },
    },
  })
  const { job_id: id } = await stuck.submit(submission('work'), 0, undefined)
  await began.opened
  clock.pause()
  const healthy = await labs.engine({ jobs: { work: async () => 'again' } })
  await healthy.cancel(id)
  await healthy.retry(id)
  const events = await end(healthy, id)
  expect(events.map(({ event }) => event)).toEqual(['pending', 'running', 'cancelled', 'pending', 'running', 'done'])
  const [, first, , , second] = events.map(({ data }) => Date.parse(data.at))
  expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(short.lease)
})

test('a job that kills its workers fails when its attempts are used up, and says why', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const clocks = Array.from({ length: 2 }, () => pausable(systemClock))
  const fatal = { policy: { attempts: 2 } }
  const watcher = await labs.engine({})
  let id: string | undefined
  for (const clock of clocks) {
    const victim = await labs.engine({
      clock,
      deaf: true,
      settings: short,
      jobs: {
        fatal: {
          ...fatal,
          run: () => {
            clock.pause()
            return new Promise(() => undefined)
          },
        },
      },
    })
    id ??= (await victim.submit(submission('fatal'), 0, undefined)).job_id
    await expect.poll(async () => (await job(watcher, id ?? '')).attempts, patience).toBe(clocks.indexOf(clock) + 1)
  }
  await end(watcher, id ?? '')
  expect(await job(watcher, id ?? '')).toMatchObject({ status: 'failed', attempts: 2, error: { code: 'workerLost' } })
  for (const clock of clocks) clock.resume()
})

test('a process that knows it is alone frees at once what its predecessor held', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const clock = pausable(systemClock)
  const settings = { lease: 3_600_000 }
  const began = latch()
  const dead = await labs.engine({
    clock,
    deaf: true,
    settings,
    jobs: {
      work: () => {
        began.open()
        return new Promise(() => undefined)
      },
    },
  })
  const { job_id: id } = await dead.submit(submission('work'), 0, undefined)
  await began.opened
  clock.pause()
  const engine = await labs.engine({ settings, jobs: { work: async () => 'again' }, start: false })
  await engine.recover()
  engine.start()
  await end(engine, id)
  expect(await job(engine, id)).toMatchObject({ status: 'done', result: 'again', attempts: 2 })
  clock.resume()
})

test.each([
  ['before', 'banyan-settle'],
  ['after', 'banyan-settle'],
  ['before', 'banyan-step'],
  ['after', 'banyan-step'],
] as const)('a database that goes away %s a write (%s) does not cost the work', async (when, statement) => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  let runs = 0
  const engine = await labs.engine({
    pool: faltering(database.pool, statement, when, 2),
    jobs: {
      work: async ({ step }: Attempt) => {
        await step('one', async () => ++runs)
        return 'done'
      },
    },
  })
  const { job_id: id } = await engine.submit(submission('work'), 0, undefined)
  await end(engine, id)
  expect(await job(engine, id)).toMatchObject({ status: 'done', result: 'done', attempts: 1, steps: [{ name: 'one' }] })
  expect(runs).toBe(1)
})
