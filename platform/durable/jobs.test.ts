import { expect, test } from 'vitest'
import { failure } from '../contract/index.ts'
import { Done } from '../service/context.ts'
import { testDatabase } from '../testing/database.ts'
import { ada, effect, end, ended, job, lab, latch, patience, submission } from './fixture/lab.ts'

test('an accepted job runs, and its result is there', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({ jobs: { double: async ({ input }) => ({ twice: Number(input) * 2 }) } })
  const accepted = await engine.submit(submission('double', 21), 0, undefined)
  expect(accepted).toEqual({ job_id: expect.any(String), status: 'pending', message: expect.any(String) })
  await end(engine, accepted.job_id)
  expect(await job(engine, accepted.job_id)).toMatchObject({
    kind: 'lab.double',
    status: 'done',
    input: 21,
    result: { twice: 42 },
    attempts: 1,
    error: null,
    progress: { percent: 100 },
    startedAt: expect.any(String),
    finishedAt: expect.any(String),
  })
})

test('a handler gets the input, the caller and the trace of the submission', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const seen: unknown[] = []
  const engine = await labs.engine({
    jobs: {
      look: async ({ id, attempt, input, caller, trace, requestId }) => {
        seen.push({ id, attempt, input, caller, trace, requestId })
      },
    },
  })
  const given = submission('look', { deep: [1, 'two', { three: null }] })
  const id = await ended(engine, given)
  const { caller, trace, requestId } = given
  expect(seen).toEqual([{ id, attempt: 1, input: { deep: [1, 'two', { three: null }] }, caller, trace, requestId }])
})

test('whoever waits gets the result, and after the wait the accepted form', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const door = latch()
  const engine = await labs.engine({ jobs: { quick: async () => 'here', slow: () => door.opened } })
  expect(await engine.submit(submission('quick'), 10_000, undefined)).toMatchObject({ status: 'done', result: 'here' })
  expect(await engine.submit(submission('slow'), 30, undefined)).not.toHaveProperty('result')
  const gaveUp = AbortSignal.timeout(30)
  expect(await engine.submit(submission('slow'), 60_000, gaveUp)).not.toHaveProperty('result')
  door.open()
})

test('whoever waits gets the failure of the job as his own', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    jobs: {
      refuse: async () => {
        throw failure('notFound', 'No such topic.')
      },
    },
  })
  await expect(engine.submit(submission('refuse'), 10_000, undefined)).rejects.toMatchObject({
    code: 'notFound',
    status: 404,
    detail: 'No such topic.',
  })
})

test('a failure that may pass is tried again, and the job tells what happened', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    jobs: {
      flaky: async ({ attempt }) => {
        if (attempt < 3) throw failure('unavailable', `Down at attempt ${attempt}.`)
        return attempt
      },
    },
  })
  const id = await ended(engine, submission('flaky'))
  expect(await job(engine, id)).toMatchObject({ status: 'done', result: 3, attempts: 3, error: null })
  const events = await end(engine, id)
  expect(events.map(({ event, data }) => [event, data.attempt])).toEqual([
    ['pending', undefined],
    ['running', 1],
    ['retrying', 1],
    ['running', 2],
    ['retrying', 2],
    ['running', 3],
    ['done', 3],
  ])
  expect(events[2]?.data.error).toEqual({
    code: 'unavailable',
    title: 'Temporarily unavailable',
    detail: 'Down at attempt 1.',
  })
})

test('a job whose attempts are used up has failed, with the reason', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    jobs: {
      down: async () => {
        throw failure('unavailable', 'Nobody answers.')
      },
    },
  })
  const id = await ended(engine, submission('down'))
  expect(await job(engine, id)).toMatchObject({
    status: 'failed',
    attempts: 3,
    error: { code: 'unavailable', detail: 'Nobody answers.' },
    finishedAt: expect.any(String),
  })
})

test('a failure that cannot pass ends the job at its first attempt', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    jobs: {
      wrong: async () => {
        throw failure('invalid', 'The topic is empty.')
      },
    },
  })
  const id = await ended(engine, submission('wrong'))
  expect(await job(engine, id)).toMatchObject({ status: 'failed', attempts: 1, error: { code: 'invalid' } })
})

test('what nobody expected is tried again, and its details stay in the log', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    jobs: {
      broken: async () => {
        throw new Error('password=hunter2')
      },
    },
  })
  const id = await ended(engine, submission('broken'))
  const found = await job(engine, id)
  expect(found).toMatchObject({ status: 'failed', attempts: 3, error: { code: 'internal' } })
  const { rows } = await database.pool.query('select error::text as text from banyan.jobs where id = $1', [id])
  expect(JSON.stringify([found, rows, await end(engine, id)])).not.toContain('hunter2')
})

test('another attempt waits as long as the failure asks for', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    jobs: {
      limited: async ({ attempt }) => {
        if (attempt === 1) throw failure('limited', { retryAfter: 400 })
      },
    },
  })
  const id = await ended(engine, submission('limited'))
  const [, , retrying, running] = (await end(engine, id)).map(({ data }) => Date.parse(data.at))
  expect(Number(running) - Number(retrying)).toBeGreaterThanOrEqual(400)
})

test('an attempt that outlives its deadline has failed, whatever its handler does', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    jobs: { deaf: { policy: { deadline: 60, attempts: 2 }, run: () => new Promise(() => undefined) } },
  })
  const id = await ended(engine, submission('deaf'))
  expect(await job(engine, id)).toMatchObject({ status: 'failed', attempts: 2, error: { code: 'deadlineExceeded' } })
})

test('a result that is not JSON fails the job instead of losing it', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({ jobs: { big: { policy: { attempts: 1 }, run: async () => 1n } } })
  const id = await ended(engine, submission('big'))
  expect(await job(engine, id)).toMatchObject({ status: 'failed', error: { code: 'internal' } })
})

test('any text survives: NUL, lone surrogates and emoji, in input, steps, progress and result', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const text = 'a\0b\ud800c😀"\\'
  const engine = await labs.engine({
    jobs: {
      echo: async ({ input, step, progress }) => {
        await progress(10, text)
        return step('same', async () => input)
      },
    },
  })
  expect(await engine.submit(submission('echo', { text }), 10_000, undefined)).toMatchObject({
    status: 'done',
    result: { text },
  })
})

test('a job that this process cannot run is begun by another at once', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  // Nobody looks by himself.
  const settings = { poll: 3_600_000 }
  const door = latch()
  const full = await labs.engine({ settings: { ...settings, slotsPerKind: 1 }, jobs: { work: () => door.opened } })
  await full.submit(submission('work'), 0, undefined)
  await expect.poll(async () => (await full.state()).jobs[0]?.running, patience).toBe(1)
  const free = await labs.engine({ settings, jobs: { work: async () => 'elsewhere' } })
  for (let n = 0; n < 3; n++) {
    const { job_id: id } = await full.submit(submission('work'), 0, undefined)
    await end(free, id)
    expect(await job(free, id)).toMatchObject({ status: 'done', result: 'elsewhere' })
  }
  door.open()
})

test('a delayed job does not begin before its time', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({ jobs: { later: async () => 1 } })
  const id = await ended(engine, submission('later', {}, { delay: 300 }))
  const { createdAt, startedAt } = await job(engine, id)
  expect(Date.parse(startedAt ?? '') - Date.parse(createdAt)).toBeGreaterThanOrEqual(300)
})

test('a job submitted within a transaction exists exactly when that commits', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({ jobs: { follow: async () => 'followed' } })
  const id = await labs.store.tx((tx) => engine.submitIn(tx as never, submission('follow')))
  await end(engine, id)
  expect(await job(engine, id)).toMatchObject({ status: 'done', result: 'followed' })

  let rolledBack = ''
  await expect(
    labs.store.tx(async (tx) => {
      rolledBack = await engine.submitIn(tx as never, submission('follow'))
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await engine.find('all', rolledBack)).toBeUndefined()
})

test('a result and its effect commit together', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    jobs: {
      pay: async ({ attempt }) =>
        new Done({ attempt }, async (tx) => {
          await effect(tx, 'paid')
          if (attempt === 1) throw failure('unavailable')
        }),
    },
  })
  const id = await ended(engine, submission('pay'))
  expect(await job(engine, id)).toMatchObject({ status: 'done', result: { attempt: 2 } })
  expect(await labs.effects('paid')).toBe(1)
})

test('a finished step is not run again by a later attempt', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  let paid = 0
  const engine = await labs.engine({
    jobs: {
      steps: async ({ attempt, step }) => {
        const first = await step('first', async () => ({ n: ++paid, at: new Date(0) }))
        const nothing = await step('nothing', async () => undefined)
        if (attempt === 1) throw failure('unavailable')
        return { first, nothing: nothing === undefined }
      },
    },
  })
  const id = await ended(engine, submission('steps'))
  expect(await job(engine, id)).toMatchObject({
    result: { first: { n: 1, at: '1970-01-01T00:00:00.000Z' }, nothing: true },
    attempts: 2,
    steps: [{ name: 'first' }, { name: 'nothing' }],
  })
  expect(paid).toBe(1)
})

test('a step gives the first attempt what it will give a later one', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    jobs: { date: async ({ step }) => typeof (await step('when', async () => new Date(0))) },
  })
  expect(await engine.submit(submission('date'), 10_000, undefined)).toMatchObject({ result: 'string' })
})

test('two steps of one name are an error', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  let runs = 0
  const engine = await labs.engine({
    jobs: {
      twice: {
        policy: { attempts: 1 },
        run: async ({ step }) => {
          await step('same', async () => runs++)
          await step('same', async () => runs++)
        },
      },
    },
  })
  const id = await ended(engine, submission('twice'))
  expect(await job(engine, id)).toMatchObject({ status: 'failed', error: { code: 'internal' } })
  expect(runs).toBe(1)
})

test('jobs of higher priority are claimed first, then the oldest', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const order: unknown[] = []
  const run = async ({ input }: { input: unknown }) => void order.push(input)
  const plays = {
    jobs: { low: { policy: { priority: 0 }, run }, high: { policy: { priority: 5 }, run } },
    settings: { slots: 1 },
  }
  const sender = await labs.engine({ ...plays, start: false })
  const ids = []
  for (const [name, input] of [
    ['low', 'low 1'],
    ['low', 'low 2'],
    ['high', 'high 1'],
    ['high', 'high 2'],
  ] as const)
    ids.push((await sender.submit(submission(name, input, { caller: ada }), 0, undefined)).job_id)
  const engine = await labs.engine(plays)
  for (const id of ids) await end(engine, id)
  expect(order).toEqual(['high 1', 'high 2', 'low 1', 'low 2'])
})

test('the state for metrics counts what waits, what runs, and what the relay has yet to move', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const door = latch()
  const work = () => door.opened
  const sender = await labs.engine({ start: false, jobs: { work, other: work } })
  await sender.submit(submission('other'), 0, undefined)
  await sender.submit(submission('other', {}, { delay: 60_000 }), 0, undefined)
  const engine = await labs.engine({ jobs: { work }, settings: { poll: 60_000 } })
  await engine.submit(submission('work'), 0, undefined)
  const jobs = [
    { service: 'lab', type: 'other', pending: 2, running: 0, oldestPending: expect.any(Number) },
    { service: 'lab', type: 'work', pending: 0, running: 1, oldestPending: 0 },
  ]
  await expect.poll(async () => (await engine.state()).jobs, patience).toEqual(jobs)
  expect((await engine.state()).outbox).toEqual({ rows: 0, lag: 0 })
  const { trace } = submission('')
  await labs.store.tx((tx) => sender.emit(tx as never, { service: 'lab', type: 'x', subject: 's', data: 1, trace }))
  expect((await engine.state()).outbox).toEqual({ rows: 1, lag: expect.any(Number) })
  door.open()
})
