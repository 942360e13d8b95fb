import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '../store/tx.ts'
import { testDatabase } from '../testing/database.ts'
import type { Engine } from './engine.ts'
import { effect, type Lab, lab, patience, submission } from './fixture/lab.ts'
import type { Delivery } from './types.ts'

const { trace } = submission('')
const consumers = { 'thing.happened': (_: Delivery, tx: Tx<never>) => effect(tx, 'handled') }

const announce = (labs: Lab, engine: Engine, subject: string) =>
  labs.store.tx((tx) => engine.emit(tx as never, { service: 'lab', type: 'thing.happened', subject, data: 1, trace }))

test('each process hears of an event once, and finds its effect', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const heard: string[] = []
  const listening = (name: string) => ({
    consumers,
    // Without a look at the table of its own: what it hears, it was told.
    settings: { poll: 60_000 },
    hearers: {
      'thing.happened': async ({ subject }: Delivery) => {
        heard.push(`${name} ${subject} ${await labs.effects()}`)
      },
    },
  })
  const [one] = await Promise.all([labs.engine(listening('one')), labs.engine(listening('two'))])
  await announce(labs, one as Engine, 'a')
  await expect.poll(() => [...heard].sort(), patience).toEqual(['one a 1', 'two a 1'])
  await announce(labs, one as Engine, 'b')
  await expect.poll(() => [...heard].sort(), patience).toEqual(['one a 1', 'one b 2', 'two a 1', 'two b 2'])
  expect(await labs.effects()).toBe(2)
})

test('a process that no message reaches finds out by itself', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const heard: string[] = []
  const hearers = { 'thing.happened': ({ subject }: Delivery) => void heard.push(subject) }
  const engine = await labs.engine({ consumers })
  // It handles nothing itself, or it would know.
  await labs.engine({ consumers, deaf: true, settings: { consumerSlots: 0 }, hearers })
  await announce(labs, engine, 'a')
  await expect.poll(() => heard, patience).toEqual(['a'])
  await announce(labs, engine, 'b')
  await expect.poll(() => heard, patience).toEqual(['a', 'b'])
})

test('what one process does not take keeps neither the others nor the next event', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const heard: string[] = []
  const failures: string[] = []
  const taking = { 'thing.happened': ({ subject }: Delivery) => void heard.push(subject) }
  const failing = {
    'thing.happened': ({ subject }: Delivery) => {
      if (subject === 'a') throw new Error('no')
      heard.push(`${subject} at last`)
    },
  }
  const engine = await labs.engine({ consumers, hearers: taking })
  await labs.engine({
    consumers,
    hearers: failing,
    observer: { failed: (service, code) => failures.push(`${service} ${code}`) },
  })
  await announce(labs, engine, 'a')
  await announce(labs, engine, 'b')
  await expect.poll(() => [...heard].sort(), patience).toEqual(['a', 'b', 'b at last'])
  expect(failures).toEqual(['lab internal'])
})

test('what is not handled yet is not heard', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const heard: string[] = []
  let attempts = 0
  const engine = await labs.engine({
    consumers: {
      'thing.happened': async (_: Delivery, tx: Tx<never>) => {
        await sql`select 1`.execute(tx)
        if (++attempts < 3) throw new Error('not yet')
      },
    },
    hearers: { 'thing.happened': ({ subject }: Delivery) => void heard.push(`${subject} after ${attempts}`) },
  })
  await announce(labs, engine, 'a')
  await expect.poll(() => heard, patience).toEqual(['a after 3'])
})
