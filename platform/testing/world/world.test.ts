import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { command, contract, Failure } from '../../contract/index.ts'
import { service } from '../../service/index.ts'
import { testDatabase } from '../database.ts'
import { Backends } from './backends.ts'
import { calm, type Ground, ground, rough, type WorldOptions, world } from './index.ts'

const echo = contract('echo', {
  say: command({
    http: 'POST /echo',
    auth: 'public',
    input: z.object({ ms: z.number() }),
    output: z.object({ at: z.number() }),
  }),
})
const finished: number[] = []
const echoService = service(echo, {
  handle: {
    async say({ ms }, { clock }) {
      await clock.sleep(ms)
      finished.push(ms)
      return { at: clock.now() }
    },
  },
})

let database: Awaited<ReturnType<typeof testDatabase>>
let floor: Ground
beforeAll(async () => {
  database = await testDatabase()
  floor = await ground(database.url, [echoService])
})
afterAll(async () => {
  await floor.close()
  await database.close()
})

async function open(options: Partial<WorldOptions> = {}) {
  await floor.clear()
  const defaults = { shape: 'inline', replicas: 2, seed: 1, faults: calm } as const
  const sim = world({ ground: floor, services: [echoService], ...defaults, ...options })
  await sim.run(10_000, () => sim.started)
  return sim
}

test('time is virtual: an hour passes at once', async () => {
  const sim = await open()
  const answer = sim.actor('ann').client(echo, null).say({ ms: 5_000 })
  let answered = false
  void answer.then(() => {
    answered = true
  })
  await sim.run(4_000)
  expect(answered).toBe(false)
  await sim.run(3_600_000, () => answered)
  expect(sim.now).toBeGreaterThan(5_000)
  expect(sim.now).toBeLessThan(6_000)
  await sim.end()
})

test('a process that dies never goes on, and its caller hears of it', async () => {
  finished.length = 0
  const sim = await open({ faults: { ...calm, crash: 1, restart: [100, 100] } })
  const answer = sim.actor('ann').client(echo, null).say({ ms: 50 })
  sim.trouble()
  const refused = expect(answer).rejects.toBeInstanceOf(Failure)
  await sim.run(20_000)
  await refused
  expect(finished).toEqual([])
  await sim.end()
})

test('the same seed gives the same world, another seed another one', async () => {
  const digestOf = async (seed: number) => {
    const sim = await open({ seed, faults: rough })
    sim.trouble()
    await sim.run(10_000)
    await sim.end()
    return sim.digest()
  }
  const first = await digestOf(1)
  expect(await digestOf(2)).not.toBe(first)
  expect(await digestOf(1)).toBe(first)
})

test('over the wire each service has processes of its own', async () => {
  const sim = await open({ shape: 'wire', replicas: 1 })
  let at: unknown
  void sim
    .actor('ann')
    .client(echo, null)
    .say({ ms: 1 })
    .then((answer) => {
      at = answer
    })
  await sim.run(1_000, () => at !== undefined)
  expect(at).toEqual({ at: expect.any(Number) })
  await sim.end()
})

const locking = { label: '', text: 'update lock_test set n = n + 1 where id = $1 returning n' }

test('a statement that waits for a lock is told apart, and has its answer when the lock is free', async () => {
  await database.pool.query(
    'create table lock_test (id int primary key, n int); insert into lock_test values (1, 0), (2, 0)',
  )
  const backends = new Backends(database.url)
  const [first, second] = [await backends.take('banyan'), await backends.take('banyan')]
  await backends.begin(first)
  const answers: unknown[] = []
  const run = (backend: typeof first, id: number) =>
    backends.run(backend, { ...locking, values: [id] }, (answer) => {
      answers.push('result' in answer ? answer.result.rows : answer.error)
    })
  expect(await run(first, 1)).toBeDefined()
  expect(await run(second, 1)).toBeUndefined()
  expect(backends.waits(second)).toBe(true)
  await backends.end(first, 'commit')
  expect(answers).toEqual([[{ n: 2 }]])

  // Each holds what the other wants: whoever asks last has to give up.
  await backends.begin(first)
  await backends.begin(second)
  await run(first, 1)
  await run(second, 2)
  expect(await run(first, 2)).toBeUndefined()
  expect(await run(second, 1)).toMatchObject({ error: { code: '40P01' } })
  await backends.reset()
  await backends.close()
})
