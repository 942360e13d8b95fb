import { expect, test } from 'vitest'
import { systemClock } from '../clock/index.ts'
import type { Tx } from '../store/tx.ts'
import { testDatabase } from '../testing/database.ts'
import type { Engine } from './engine.ts'
import { effect, type Lab, lab, latch, patience, submission } from './fixture/lab.ts'
import { pausable } from './fixture/pausable.ts'
import type { Delivery } from './types.ts'

const { trace } = submission('')

async function emit(labs: Lab, engine: Engine, subject: string, data: unknown, type = 'thing.happened'): Promise<void> {
  await labs.store.tx((tx) => engine.emit(tx as never, { service: 'lab', type, subject, data, trace }))
}

const inboxOf = async (labs: Lab) =>
  (await labs.database.pool.query('select state, attempts, subject, data from banyan.inbox order by position')).rows

test('an event arrives with its attributes, and only when its transaction has committed', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const seen: Delivery[] = []
  const engine = await labs.engine({
    consumers: { 'thing.happened': async (delivery) => void seen.push(delivery) },
  })
  await labs.store
    .tx(async (tx) => {
      await engine.emit(tx as never, { service: 'lab', type: 'thing.happened', subject: 's', data: 'no', trace })
      throw new Error('rolled back')
    })
    .catch(() => undefined)
  await emit(labs, engine, 'card 1', { n: 1, text: 'a\0b' })
  await expect
    .poll(() => seen, patience)
    .toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        type: 'thing.happened',
        source: 'lab',
        subject: 'card 1',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        data: { n: 1, text: 'a\0b' },
        trace,
      },
    ])
})

test('each consuming service gets the event, in whatever process it runs', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  await using others = await lab(database, 'others')
  const seen: string[] = []
  const listen = (name: string) => ({ 'thing.happened': async () => void seen.push(name) })
  const engine = await labs.engine({ consumers: listen('lab') })
  await others.engine({ service: 'others', consumers: listen('others') })
  await emit(labs, engine, 's', 1)
  await expect.poll(() => [...seen].sort(), patience).toEqual(['lab', 'others'])
})

test('a service that has never started gets what was announced before, where it is expected', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  await using later = await lab(database, 'later')
  const engine = await labs.engine({ start: false })
  await engine.expect('later', ['thing.happened'])
  engine.start()
  await emit(labs, engine, 's', 'early')
  const left = async () =>
    (await database.pool.query('select count(*)::int as n from banyan.outbox where relayed_at is null')).rows[0].n
  await expect.poll(left, patience).toBe(0)
  const seen: unknown[] = []
  await later.engine({
    service: 'later',
    consumers: { 'thing.happened': async ({ data }) => void seen.push(data) },
  })
  await expect.poll(() => seen, patience).toEqual(['early'])
})

test('an effect happens once, however often its consumer fails after it', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  let attempts = 0
  const engine = await labs.engine({
    consumers: {
      'thing.happened': async (_, tx) => {
        await effect(tx, 'consumed')
        if (++attempts < 3) throw new Error('not yet')
      },
    },
  })
  await emit(labs, engine, 's', 1)
  await expect.poll(() => inboxOf(labs), patience).toMatchObject([{ state: 'handled', attempts: 3 }])
  expect(await labs.effects('consumed')).toBe(1)
})

test('events of one subject are handled in the order of their commits, by several workers and relays', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const seen = new Map<string, number[]>()
  const consumers = {
    'thing.happened': async ({ subject, data }: Delivery, tx: Tx<never>) => {
      await effect(tx, subject)
      const before = seen.get(subject) ?? []
      seen.set(subject, before)
      before.push(Number(data))
    },
  }
  const engines = await Promise.all([1, 2, 3].map(() => labs.engine({ consumers })))
  await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (subject) => {
      for (let n = 0; n < 25; n++) await emit(labs, engines[n % 3] as Engine, subject, n)
    }),
  )
  await expect.poll(() => labs.effects(), patience).toBe(100)
  const inOrder = Array.from({ length: 25 }, (_, n) => n)
  for (const subject of ['a', 'b', 'c', 'd']) expect(seen.get(subject)).toEqual(inOrder)
})

test('an event that waits for another attempt holds up its subject, and neither another nor that of another service', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  await using others = await lab(database, 'others')
  const seen: string[] = []
  let failures = 0
  const engine = await labs.engine({
    settings: { deliveryRetry: { attempts: 50, base: 20, cap: 20, jitter: 0 } },
    consumers: {
      'thing.happened': async ({ source, subject, data }) => {
        if (source === 'others') return void seen.push('other')
        if (subject === 'held' && data === 1 && (failures < 2 || !seen.includes('free 2') || !seen.includes('other'))) {
          failures++
          throw new Error('not yet')
        }
        seen.push(`${subject} ${data}`)
      },
    },
  })
  for (const [subject, data] of [
    ['held', 1],
    ['held', 2],
    ['free', 1],
    ['free', 2],
  ] as const)
    await emit(labs, engine, subject, data)
  await others.store.tx((tx) =>
    engine.emit(tx as never, { service: 'others', type: 'thing.happened', subject: 'held', data: 1, trace }),
  )
  await expect.poll(() => seen.length, patience).toBe(5)
  expect(seen.filter((one) => one.startsWith('free'))).toEqual(['free 1', 'free 2'])
  expect(seen.filter((one) => one.startsWith('held'))).toEqual(['held 1', 'held 2'])
  expect(seen.indexOf('free 2')).toBeLessThan(seen.indexOf('held 1'))
})

test('an event that cannot be handled is put aside with its reason, lets others pass, and can be delivered by hand', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const seen: unknown[] = []
  let poison = true
  const engine = await labs.engine({
    consumers: {
      'thing.happened': async ({ data }) => {
        if (data === 'poison' && poison) throw new Error('secret detail')
        seen.push(data)
      },
    },
  })
  await emit(labs, engine, 's', 'poison')
  await emit(labs, engine, 's', 'next')
  await expect.poll(() => seen, patience).toEqual(['next'])
  const [dead, ...more] = await engine.deadDeliveries(10)
  expect(more).toEqual([])
  expect(dead).toMatchObject({
    consumer: 'lab',
    subject: 's',
    data: 'poison',
    attempts: 3,
    error: { code: 'internal' },
  })
  poison = false
  expect(await engine.redeliver('lab', dead?.eventId ?? '')).toBe(true)
  await expect.poll(() => seen, patience).toEqual(['next', 'poison'])
  expect(await engine.deadDeliveries(10)).toEqual([])
})

test('what a dead worker was handling is handled by another', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const clock = pausable(systemClock)
  const end = latch()
  const stuck = await labs.engine({
    clock,
    deaf: true,
    settings: { lease: 500 },
    consumers: {
      'thing.happened': () => {
        clock.pause()
        return end.opened
      },
    },
  })
  await emit(labs, stuck, 's', 1)
  await expect.poll(() => inboxOf(labs), patience).toMatchObject([{ state: 'running' }])
  // Its transaction dies with its connection.
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
  )
  await labs.engine({ consumers: { 'thing.happened': async (_, tx) => effect(tx, 'handled') } })
  await expect.poll(() => labs.effects('handled'), patience).toBe(1)
  expect(await inboxOf(labs)).toMatchObject([{ state: 'handled', attempts: 2 }])
  clock.resume()
  end.open()
})

test('a worker that comes late to an event that another has handled does nothing', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const clock = pausable(systemClock)
  const [claimed, goOn] = [latch(), latch()]
  const consumers = { 'thing.happened': async (_: Delivery, tx: Tx<never>) => effect(tx, 'handled') }
  const late = await labs.engine({
    clock,
    deaf: true,
    settings: { lease: 500 },
    consumers,
    store: {
      db: labs.store.db,
      async tx(work) {
        clock.pause()
        claimed.open()
        await goOn.opened
        return labs.store.tx(work)
      },
    },
  })
  await emit(labs, late, 's', 1)
  await claimed.opened
  await labs.engine({ consumers })
  await expect.poll(() => inboxOf(labs), patience).toMatchObject([{ state: 'handled', attempts: 2 }])
  goOn.open()
  clock.resume()
  await late.stop(20_000)
  expect(await labs.effects('handled')).toBe(1)
  expect(await inboxOf(labs)).toMatchObject([{ state: 'handled', attempts: 2 }])
})

test('an event is handled as soon as its transaction has committed, without anybody looking for it', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  let seen = 0
  const engine = await labs.engine({
    settings: { poll: 3_600_000 },
    consumers: { 'thing.happened': async () => void seen++ },
  })
  for (let n = 1; n <= 5; n++) {
    await labs.store.tx(async (tx) => {
      await engine.emit(tx as never, { service: 'lab', type: 'thing.happened', subject: 's', data: n, trace })
      // Long enough for a relay that was called too early to have looked in vain.
      await engine.state()
    })
    await expect.poll(() => seen, patience).toBe(n)
  }
})

test('a relay waits for another to commit, so that none overtakes', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({ start: false, consumers: { 'thing.happened': async () => undefined } })
  await emit(labs, engine, 's', 1)
  await emit(labs, engine, 's', 2)
  const relay = (batch: number) => `select banyan.relay(${batch}, '2026-01-01Z')`
  const first = await database.connect()
  await first.query('begin')
  await first.query(relay(1))
  const second = database.pool.query(relay(10))
  const waiting = async () =>
    (await database.pool.query(`select from pg_locks where locktype = 'advisory' and not granted`)).rowCount
  await expect.poll(waiting, patience).toBe(1)
  await first.query('commit')
  await first.end()
  await second
  expect((await inboxOf(labs)).map(({ data }) => data)).toEqual([1, 2])
})

test('what a service no longer listens to is put aside, so that it holds up nothing', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const old = await labs.engine({
    start: false,
    consumers: { 'old.type': async () => undefined, 'thing.happened': async () => undefined },
  })
  await emit(labs, old, 's', 'old', 'old.type')
  await emit(labs, old, 's', 'new')
  await database.pool.query(`select banyan.relay(10, '2026-01-01Z')`)
  const seen: unknown[] = []
  const engine = await labs.engine({ consumers: { 'thing.happened': async ({ data }) => void seen.push(data) } })
  await expect.poll(() => seen, patience).toEqual(['new'])
  expect(await engine.deadDeliveries(10)).toMatchObject([{ type: 'old.type', error: { code: 'noConsumer' } }])
})

test('an event announced by a process that died is relayed by another', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const dead = await labs.engine({ start: false })
  await emit(labs, dead, 's', 'left behind')
  const seen: unknown[] = []
  await labs.engine({ consumers: { 'thing.happened': async ({ data }) => void seen.push(data) } })
  await emit(labs, dead, 's', 'and another')
  await expect.poll(() => seen, patience).toEqual(['left behind', 'and another'])
})
