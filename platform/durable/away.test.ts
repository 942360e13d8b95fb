import { expect, test } from 'vitest'
import { failure } from '../contract/index.ts'
import { Done } from '../service/context.ts'
import type { ServiceStore } from '../store/types.ts'
import { testDatabase } from '../testing/database.ts'
import { effect, end, job, lab, submission } from './fixture/lab.ts'

/** What `pg` says of a connection that broke. */
const lost = () => new Error('Client has encountered a connection error and is not queryable')

/** A store that loses its connection as often as `left` says before it commits anything. */
function losing(store: ServiceStore<unknown>, left: { count: number }): ServiceStore<unknown> {
  return {
    ...store,
    tx: (work) => (left.count-- > 0 ? Promise.reject(lost()) : store.tx(work)),
  }
}

test('a job whose commit meets a lost connection ends done, however few attempts it has', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const engine = await labs.engine({
    store: losing(labs.store, { count: 5 }),
    jobs: { work: { policy: { attempts: 1 }, run: async () => new Done('well', (tx) => effect(tx, 'once')) } },
  })
  const { job_id: id } = await engine.submit(submission('work'), 0, undefined)
  const told = (await end(engine, id)).map(({ event }) => event)
  expect(told.at(-1)).toBe('done')
  expect(told.filter((event) => event === 'retrying')).toHaveLength(5)
  expect(await labs.effects('once')).toBe(1)
  expect(await job(engine, id)).toMatchObject({ status: 'done', attempts: 1 })
})

test('so does one whose handler was told that the database is away', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  let left = 5
  const run = async () => {
    if (left-- > 0) throw failure('unavailable', { cause: lost() })
    return 'well'
  }
  const engine = await labs.engine({ jobs: { work: { policy: { attempts: 1 }, run } } })
  const { job_id: id } = await engine.submit(submission('work'), 0, undefined)
  expect((await end(engine, id)).at(-1)).toMatchObject({ event: 'done' })
})

test('a job that takes the database down each time fails in the end, and says why', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const run = async () => {
    throw lost()
  }
  const engine = await labs.engine({ jobs: { work: { policy: { attempts: 1 }, run } } })
  const { job_id: id } = await engine.submit(submission('work'), 0, undefined)
  const told = await end(engine, id)
  expect(told.at(-1)).toMatchObject({ event: 'failed' })
  expect(told.filter(({ event }) => event === 'running')).toHaveLength(10)
  expect(await job(engine, id)).toMatchObject({ status: 'failed', error: { code: 'unavailable' } })
})
