import { expect, test } from 'vitest'
import { failure } from '../contract/index.ts'
import { testDatabase } from '../testing/database.ts'
import type { JobEvent } from './contract.ts'
import { aborted, end, ended, lab, latch, patience, submission } from './fixture/lab.ts'
import type { Attempt } from './types.ts'

const talkative = async ({ attempt, step, progress }: Attempt) => {
  await progress(10, 'searching')
  await step('search', async () => 'found')
  if (attempt === 1) throw failure('unavailable')
  await progress(90, 'writing')
  return { report: 'text' }
}
const whole = ['pending', 'running', 'progress', 'step', 'retrying', 'running', 'progress', 'progress', 'done']

test('a stream tells all that happens to a job while it happens, and ends with it', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({ jobs: { talk: talkative } })
  const { job_id: id } = await engine.submit(submission('talk'), 0, undefined)
  const events = await end(engine, id)
  expect(events.map(({ event }) => event)).toEqual(whole)
  expect(events.map((event) => event.id)).toEqual(whole.map((_, at) => String(at + 1)))
  expect(events[2]?.data).toEqual({ at: expect.any(String), attempt: 1, percent: 10, message: 'searching' })
  expect(events[3]?.data).toEqual({ at: expect.any(String), attempt: 1, step: 'search' })
  expect(events.at(-1)?.data).toEqual({ at: expect.any(String), attempt: 2, result: { report: 'text' } })
})

test('a stream that was cut off after any event goes on with the next, and so does that of a finished job', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({ jobs: { talk: talkative } })
  const { job_id: id } = await engine.submit(submission('talk'), 0, undefined)
  // Cut after each event while it runs.
  const live: JobEvent[] = []
  while (live.at(-1)?.event !== 'done')
    for await (const event of engine.events(id, live.at(-1)?.id, new AbortController().signal)) {
      live.push(event)
      break
    }
  expect(live.map(({ event }) => event)).toEqual(whole)
  const replayed = await end(engine, id)
  expect(replayed).toEqual(live)
  for (let after = 0; after <= whole.length; after++)
    expect(await end(engine, id, String(after))).toEqual(live.slice(after))
})

test('readers in another process see the same, by message or by looking', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const worker = await labs.engine({ jobs: { talk: talkative } })
  const told = await labs.engine({ settings: { poll: 60_000 } })
  const looking = await labs.engine({ deaf: true })
  const { job_id: id } = await worker.submit(submission('talk'), 0, undefined)
  for (const events of await Promise.all([told, looking].map((reader) => end(reader, id))))
    expect(events.map(({ event }) => event)).toEqual(whole)
})

test('many readers of one job, who come at any time, miss nothing', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    jobs: {
      count: async ({ progress }: Attempt) => {
        for (let n = 1; n <= 50; n++) await progress(n * 2, `step ${n}`)
      },
    },
  })
  const { job_id: id } = await engine.submit(submission('count'), 0, undefined)
  const readers = []
  for (let n = 0; n < 10; n++) {
    await engine.find('all', id)
    readers.push(end(engine, id))
  }
  const expected = Array.from({ length: 53 }, (_, at) => String(at + 1))
  for (const events of await Promise.all(readers)) expect(events.map((event) => event.id)).toEqual(expected)
})

test('a stream ends when its reader leaves', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const door = latch()
  const engine = await labs.engine({ jobs: { wait: () => door.opened } })
  const { job_id: id } = await engine.submit(submission('wait'), 0, undefined)
  const left = new AbortController()
  const seen: string[] = []
  const reading = (async () => {
    for await (const { event } of engine.events(id, undefined, left.signal)) seen.push(event)
  })()
  await expect.poll(() => seen, patience).toEqual(['pending', 'running'])
  left.abort()
  await reading
  door.open()
})

test('of a job without a route there is one event: its end', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const door = latch()
  const engine = await labs.engine({
    jobs: {
      quiet: {
        policy: { tracked: false },
        run: async ({ progress }: Attempt) => {
          await progress(50, 'half')
          await door.opened
          return 'done'
        },
      },
    },
  })
  const { job_id: id } = await engine.submit(submission('quiet'), 0, undefined)
  const reading = end(engine, id)
  await expect
    .poll(async () => (await engine.find('all', id))?.progress, patience)
    .toEqual({ percent: 50, message: 'half' })
  door.open()
  expect((await reading).map(({ id, event, data }) => [id, event, data.result])).toEqual([['1', 'done', 'done']])
  expect(await end(engine, id, '1')).toEqual([])
  const { rowCount } = await database.pool.query('select from banyan.job_events where job_id = $1', [id])
  expect(rowCount).toBe(0)
})

test('what is not the id of an event is refused', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({ jobs: { quick: async () => 1 } })
  const id = await ended(engine, submission('quick'))
  await expect(end(engine, id, 'x')).rejects.toMatchObject({ code: 'invalid' })
})

test('a process that stops gives its running jobs back, and another goes on at once', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const began = latch()
  let paid = 0
  const settings = { poll: 60_000, lease: 60_000 }
  const first = await labs.engine({
    settings,
    jobs: {
      long: async ({ step, deadline }: Attempt) => {
        await step('pay', async () => ++paid)
        began.open()
        await aborted(deadline.signal)
      },
    },
  })
  const { job_id: id } = await first.submit(submission('long'), 0, undefined)
  await began.opened
  const second = await labs.engine({
    settings,
    jobs: { long: async ({ step }: Attempt) => step('pay', async () => ++paid) },
  })
  await first.stop(20)
  const events = await end(second, id)
  expect(events.map(({ event, data }) => [event, data.attempt])).toEqual([
    ['pending', undefined],
    ['running', 1],
    ['step', 1],
    ['pending', undefined],
    ['running', 1],
    ['done', 1],
  ])
  expect(await second.find('all', id)).toMatchObject({ status: 'done', result: 1, attempts: 1 })
})

test('a process that stops lets what can end within the grace end', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const began = latch()
  const goOn = latch()
  const engine = await labs.engine({
    jobs: {
      short: async () => {
        began.open()
        await goOn.opened
        return 'in time'
      },
    },
  })
  const { job_id: id } = await engine.submit(submission('short'), 0, undefined)
  await began.opened
  const stopped = engine.stop(20_000)
  goOn.open()
  await stopped
  const late = await engine.submit(submission('short'), 200, undefined)
  expect(await engine.find('all', id)).toMatchObject({ status: 'done', result: 'in time' })
  expect(await engine.find('all', late.job_id)).toMatchObject({ status: 'pending' })
})
