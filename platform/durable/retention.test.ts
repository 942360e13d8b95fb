import { expect, test } from 'vitest'
import { systemClock } from '../clock/index.ts'
import { testDatabase } from '../testing/database.ts'
import { coreAt } from './fixture/core.ts'
import { end, ended, lab, latch, patience, submission } from './fixture/lab.ts'
import { clean } from './retention.ts'

test('what is past its time is deleted in pieces, with all that belongs to it, and nothing else', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const door = latch()
  const engine = await labs.engine({
    jobs: {
      short: { policy: { retention: 1_000 }, run: async ({ step }) => step('one', async () => 1) },
      long: async ({ step }) => step('one', async () => 1),
      open: { policy: { retention: 1_000 }, run: () => door.opened },
    },
    consumers: { 'thing.happened': async () => undefined },
  })
  const short = await ended(engine, submission('short'))
  const long = await ended(engine, submission('long'))
  const { job_id: open } = await engine.submit(submission('open'), 0, undefined)
  await engine.once({ service: 'lab', name: 'save', owner: 'ada', key: 'k', input: 1 }, async () => 1)
  const { trace } = submission('')
  await labs.store.tx((tx) =>
    engine.emit(tx as never, { service: 'lab', type: 'thing.happened', subject: 's', data: 1, trace }),
  )
  const count = async (table: string, where = 'true') =>
    (await database.pool.query(`select count(*) as n from banyan.${table} where ${where}`)).rows[0].n
  await expect.poll(() => count('inbox', `state = 'handled'`), patience).toBe(1)

  const later = (ms: number) => coreAt(database, systemClock.now() + ms)
  await clean(later(0))
  expect(await count('jobs')).toBe(3)
  await clean(later(60_000))
  expect(await engine.find('all', short)).toBeUndefined()
  expect(await engine.find('all', long)).toBeDefined()
  expect(await engine.find('all', open)).toBeDefined()
  for (const table of ['job_events', 'job_steps']) expect(await count(table, `job_id = '${short}'`)).toBe(0)
  expect(await count('job_steps', `job_id = '${long}'`)).toBe(1)
  expect([await count('outbox'), await count('inbox'), await count('keys')]).toEqual([1, 1, 1])

  await clean(later(8 * 24 * 3_600_000))
  expect([await count('outbox'), await count('inbox'), await count('keys')]).toEqual([0, 0, 0])
  expect(await engine.find('all', open)).toBeDefined()
  door.open()
  await end(engine, open)
})
