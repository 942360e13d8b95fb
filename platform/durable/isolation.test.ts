import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { ended, lab, latch, submission } from './fixture/lab.ts'

const tables = ['jobs', 'job_events', 'job_steps', 'outbox', 'consumers', 'inbox', 'keys', 'schedules']

test('a service sees its own jobs and deliveries, and nothing of another service', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const stranger = await database.open('stranger', undefined)
  const engine = await labs.engine({
    jobs: { work: async ({ step }) => step('one', async () => 1) },
    consumers: { 'thing.happened': async () => undefined },
    schedules: { daily: { cron: '0 0 * * *', name: 'work', input: {} } },
  })
  await ended(engine, submission('work'))
  await engine.once({ service: 'lab', name: 'save', owner: 'ada', key: 'k', input: 1 }, async () => 1)
  const seen = async (store: typeof labs.store, table: string) => {
    try {
      const { rows } = await sql`select * from banyan.${sql.ref(table)}`.execute(store.db)
      return rows.length
    } catch (error) {
      return (error as Error).message
    }
  }
  expect(await seen(labs.store, 'jobs')).toBe(1)
  for (const table of tables) {
    const { rows } = await database.pool.query(`select count(*) as n from banyan.${table}`)
    if (!['outbox', 'inbox'].includes(table)) expect(rows[0].n, table).toBeGreaterThan(0)
    expect([0, `permission denied for table ${table}`], table).toContain(await seen(stranger, table))
  }
})

test('a service cannot write in the name of another, nor touch what is another’s', async () => {
  await using database = await testDatabase()
  await using labs = await lab(database)
  const stranger = await database.open('stranger', undefined)
  const door = latch()
  const engine = await labs.engine({ jobs: { work: () => door.opened } })
  const { job_id: id } = await engine.submit(submission('work'), 0, undefined)
  const { trace } = submission('')
  await expect(stranger.tx((tx) => engine.submitIn(tx as never, submission('work')))).rejects.toThrow(
    'row-level security',
  )
  await expect(
    stranger.tx((tx) => engine.emit(tx as never, { service: 'lab', type: 'x', subject: 's', data: 1, trace })),
  ).rejects.toThrow('row-level security')
  const changed = await sql`update banyan.jobs set status = 'cancelled' where id = ${id}`.execute(stranger.db)
  expect(changed.numAffectedRows).toBe(0n)
  for (const table of tables)
    await expect(sql`delete from banyan.${sql.ref(table)}`.execute(stranger.db), table).rejects.toThrow(
      'permission denied',
    )
  expect(await engine.find('all', id)).toMatchObject({ status: expect.stringMatching('pending|running') })
  door.open()
})
