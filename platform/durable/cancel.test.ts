import { expect, test } from 'vitest'
import { systemClock } from '../clock/index.ts'
import { failure } from '../contract/index.ts'
import { Done } from '../service/context.ts'
import { testDatabase } from '../testing/database.ts'
import { coreAt } from './fixture/core.ts'
import { aborted, effect, end, ended, job, lab, latch, patience, submission } from './fixture/lab.ts'
import type { Attempt } from './types.ts'

const finals = ['done', 'failed', 'cancelled']

test('a waiting job is cancelled at once, and never runs', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  let runs = 0
  const jobs = { work: async () => runs++ }
  const sender = await labs.engine({ jobs, start: false })
  const { job_id: id } = await sender.submit(submission('work'), 0, undefined)
  expect(await sender.cancel(id)).toBe(true)
  expect(await sender.cancel(id)).toBe(false)
  const engine = await labs.engine({ jobs })
  await ended(engine, submission('work'))
  expect(await job(engine, id)).toMatchObject({ status: 'cancelled', attempts: 0, finishedAt: expect.any(String) })
  expect((await end(engine, id)).map(({ event }) => event)).toEqual(['pending', 'cancelled'])
  expect(runs).toBe(1)
})

test('a running job hears of its cancellation, also in another process', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const heard: unknown[] = []
  // Without a quick look of its own, so that only the message can tell it.
  const settings = { poll: 60_000, lease: 60_000 }
  const worker = await labs.engine({
    settings,
    jobs: {
      listen: ({ deadline, progress }: Attempt) =>
        progress(1, 'listening')
          .then(() => aborted(deadline.signal))
          .catch((error) => {
            heard.push(error.code)
            throw error
          }),
    },
  })
  const other = await labs.engine({ settings })
  const { job_id: id } = await worker.submit(submission('listen'), 0, undefined)
  await expect.poll(async () => (await job(other, id)).progress.percent, patience).toBe(1)
  await other.cancel(id)
  await expect.poll(() => heard, patience).toEqual(['cancelled'])
  expect((await end(other, id)).map(({ event }) => event)).toEqual(['pending', 'running', 'progress', 'cancelled'])
})

test('a late message about an earlier attempt does not touch the present one', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const door = latch()
  const began: string[] = []
  const heard: string[] = []
  const engine = await labs.engine({
    jobs: {
      work: async ({ id, attempt, deadline }: Attempt) => {
        if (attempt === 1) throw failure('unavailable')
        began.push(id)
        await Promise.race([door.opened, aborted(deadline.signal)]).catch((error) => {
          heard.push(id)
          throw error
        })
      },
    },
  })
  const ids: string[] = []
  for (let n = 0; n < 2; n++) ids.push((await engine.submit(submission('work'), 0, undefined)).job_id)
  await expect.poll(() => began.length, patience).toBe(2)
  const { wake } = coreAt(database, systemClock.now())
  wake.tell('taken', `${ids[0]}/1/cancelled`, 'everywhere')
  wake.tell('taken', `${ids[1]}/2/cancelled`, 'everywhere')
  await expect.poll(() => heard, patience).toEqual([ids[1]])
  door.open()
  await end(engine, ids[0] ?? '')
  expect(await job(engine, ids[0] ?? '')).toMatchObject({ status: 'done', attempts: 2 })
})

test('a handler that does not listen cannot undo a cancellation', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const began = latch()
  const goOn = latch()
  const refused: unknown[] = []
  const engine = await labs.engine({
    jobs: {
      deaf: async ({ step }: Attempt) => {
        began.open()
        await goOn.opened
        refused.push(await step('late', async () => 1).catch((error) => error.code))
        return new Done('late', (tx) => effect(tx, 'late'))
      },
    },
  })
  const { job_id: id } = await engine.submit(submission('deaf'), 0, undefined)
  await began.opened
  await engine.cancel(id)
  goOn.open()
  await expect.poll(() => refused, patience).toEqual(['cancelled'])
  await engine.stop(1_000)
  expect(await job(engine, id)).toMatchObject({ status: 'cancelled', result: null, steps: [] })
  expect(await labs.effects()).toBe(0)
})

test('a job that was done first stays done', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({ jobs: { quick: async () => 'done' } })
  const id = await ended(engine, submission('quick'))
  expect(await engine.cancel(id)).toBe(false)
  expect(await job(engine, id)).toMatchObject({ status: 'done', result: 'done' })
})

test('of a cancellation and an end at the same moment exactly one wins', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const other = await labs.engine({})
  const cancelled: Promise<boolean>[] = []
  const engine = await labs.engine({
    jobs: {
      race: async ({ id, input }: Attempt) => {
        // Half of them give the end a head start.
        if (input === 'cancel first') cancelled.push(other.cancel(id))
        return new Done('done', async (tx) => {
          await effect(tx, 'raced')
          if (input !== 'cancel first') cancelled.push(other.cancel(id))
        })
      },
    },
  })
  let done = 0
  for (let round = 0; round < 40; round++) {
    const input = round % 2 ? 'cancel first' : 'end first'
    const { job_id: id } = await engine.submit(submission('race', input), 0, undefined)
    const events = await end(engine, id)
    const { status } = await job(engine, id)
    expect(await cancelled[round]).toBe(status === 'cancelled')
    if (status === 'done') done++
    expect(events.filter(({ event }) => finals.includes(event)).map(({ event }) => event)).toEqual([status])
    expect(events.at(-1)?.event).toBe(status)
  }
  expect(done).toBeGreaterThanOrEqual(20)
  expect(await labs.effects('raced')).toBe(done)
})

test('a failed or cancelled job starts again by hand, keeps its steps, and gets all its attempts', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  let healthy = false
  let paid = 0
  const engine = await labs.engine({
    jobs: {
      broken: async ({ step }: Attempt) => {
        await step('pay', async () => ++paid)
        if (!healthy) throw new Error('broken')
        return 'mended'
      },
    },
  })
  const id = await ended(engine, submission('broken'))
  const before = await end(engine, id)
  expect(await job(engine, id)).toMatchObject({ status: 'failed', attempts: 3 })
  healthy = true
  expect(await engine.retry(id)).toBe(true)
  const after = await end(engine, id, before.at(-1)?.id)
  expect(after.map(({ event }) => event)).toEqual(['pending', 'running', 'done'])
  expect(await job(engine, id)).toMatchObject({ status: 'done', result: 'mended', attempts: 1, error: null })
  expect(await engine.retry(id)).toBe(false)
  expect(paid).toBe(1)
})
