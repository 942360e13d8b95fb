import { expect, test } from 'vitest'
import { systemClock } from '../clock/index.ts'
import { failure } from '../contract/index.ts'
import { manualClock } from '../testing/clock.ts'
import { testDatabase } from '../testing/database.ts'
import { ada, anonymous, bob, effect, end, job, lab, latch, patience, submission } from './fixture/lab.ts'
import { pausable } from './fixture/pausable.ts'
import type { OnceKey } from './types.ts'

const key: OnceKey = { service: 'lab', name: 'save', owner: 'ada', key: 'k1', input: { a: 1, b: 2 } }

test('a repeated command gets the first answer and does nothing', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({})
  const other = await labs.engine({})
  let runs = 0
  const save = async () => ({ saved: ++runs })
  expect(await engine.once(key, save)).toEqual({ saved: 1 })
  expect(await other.once({ ...key, input: { b: 2, a: 1 } }, save)).toEqual({ saved: 1 })
  const tomorrow = await labs.engine({ clock: manualClock(systemClock.now() + 24 * 3_600_000), start: false })
  expect(await tomorrow.once(key, save)).toEqual({ saved: 1 })
  expect(await other.once({ ...key, owner: 'bob' }, save)).toEqual({ saved: 2 })
  expect(await engine.once({ ...key, key: 'nothing' }, async () => undefined)).toBeUndefined()
  expect(await engine.once({ ...key, key: 'nothing' }, save)).toBeUndefined()
})

test('the same key with another input is a conflict that says so', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({})
  await engine.once(key, async () => 1)
  await expect(engine.once({ ...key, input: { a: 2 } }, async () => 2)).rejects.toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('another input'),
  })
})

test('a repetition while the first still runs is asked to come back', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({})
  const began = latch()
  const goOn = latch()
  const first = engine.once(key, async () => {
    began.open()
    await goOn.opened
    return 'first'
  })
  await began.opened
  await expect(engine.once(key, async () => 'second')).rejects.toMatchObject({
    code: 'conflict',
    retry: true,
    retryAfter: expect.any(Number),
  })
  goOn.open()
  expect(await first).toBe('first')
  expect(await engine.once(key, async () => 'second')).toBe('first')
})

test('of many at once exactly one runs', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engines = await Promise.all([1, 2, 3].map(() => labs.engine({})))
  let runs = 0
  const answers = await Promise.allSettled(
    Array.from({ length: 30 }, (_, n) => engines[n % 3]?.once(key, async () => ++runs)),
  )
  expect(runs).toBe(1)
  for (const answer of answers)
    if (answer.status === 'fulfilled') expect(answer.value).toBe(1)
    else expect(answer.reason).toMatchObject({ code: 'conflict', retry: true })
})

test('a command that failed may be sent again', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({})
  await expect(
    engine.once(key, async () => {
      throw failure('unavailable')
    }),
  ).rejects.toMatchObject({ code: 'unavailable' })
  expect(await engine.once(key, async () => 'second')).toBe('second')
})

test('an answer on record with its effect is given again, even if its process died before it could answer', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const clock = pausable(systemClock)
  const dead = await labs.engine({ clock, deaf: true, settings: { lease: 500 } })
  const recorded = latch()
  void dead.once(key, async ({ record }) => {
    await labs.store.tx(async (tx) => {
      await effect(tx as never, 'saved')
      await record(tx as never, 'recorded')
    })
    recorded.open()
    clock.pause()
    return new Promise(() => undefined)
  })
  await recorded.opened
  const engine = await labs.engine({})
  expect(await engine.once(key, async () => 'again')).toBe('recorded')
  expect(await labs.effects('saved')).toBe(1)
})

test('a key whose process died before the effect may be used again, and the dead one cannot come back', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const clock = pausable(systemClock)
  const dead = await labs.engine({ clock, deaf: true, settings: { lease: 500 } })
  const began = latch()
  const goOn = latch()
  const late = dead.once(key, async ({ record }) => {
    began.open()
    await goOn.opened
    return labs.store.tx(async (tx) => {
      await effect(tx as never, 'saved')
      await record(tx as never, 'late')
    })
  })
  await began.opened
  clock.pause()
  const engine = await labs.engine({})
  const again = () =>
    engine.once(key, ({ record }) =>
      labs.store.tx(async (tx) => {
        await effect(tx as never, 'saved')
        await record(tx as never, 'again')
        return 'again'
      }),
    )
  await expect.poll(() => again().catch(({ code }) => code), patience).toBe('again')
  goOn.open()
  await expect(late).rejects.toMatchObject({ code: 'conflict' })
  expect(await again()).toBe('again')
  expect(await labs.effects('saved')).toBe(1)
})

test('a key is held for as long as its command runs', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const settings = { lease: 1_500 }
  const engine = await labs.engine({ settings })
  const other = await labs.engine({ settings })
  let running = true
  const began = latch()
  const first = engine.once(key, async () => {
    began.open()
    await systemClock.sleep(4_000)
    running = false
    return 'first'
  })
  const answers = new Set<unknown>()
  await began.opened
  while (running) answers.add(await other.once(key, async () => 'second').catch(({ code }) => code))
  expect(await first).toBe('first')
  expect(answers).not.toContain('second')
})

test('a job submitted again with its key is the same job', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({ jobs: { work: async ({ input }) => input } })
  const again = (input: unknown, caller = ada) => submission('work', input, { caller, idempotencyKey: 'k' })
  const ids = await Promise.all(
    Array.from({ length: 20 }, async () => (await engine.submit(again(1), 0, undefined)).job_id),
  )
  expect(new Set(ids).size).toBe(1)
  await end(engine, ids[0] ?? '')
  expect(await engine.submit(again(1), 0, undefined)).toMatchObject({ job_id: ids[0], status: 'done', result: 1 })
  expect(await engine.submit(again(1), 1_000, undefined)).toMatchObject({ job_id: ids[0], status: 'done', result: 1 })
  expect(await labs.store.tx((tx) => engine.submitIn(tx as never, again(1)))).toBe(ids[0])
  await expect(engine.submit(again(2), 0, undefined)).rejects.toMatchObject({ code: 'conflict' })
  await expect(labs.store.tx((tx) => engine.submitIn(tx as never, again(2)))).rejects.toMatchObject({
    code: 'conflict',
  })
  for (const caller of [bob, anonymous])
    expect((await engine.submit(again(1, caller), 0, undefined)).job_id).not.toBe(ids[0])
  expect(await job(engine, ids[0] ?? '')).toMatchObject({ attempts: 1 })
})
