import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { Wire } from './wire.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let wire: Wire
beforeAll(async () => {
  database = await testDatabase()
  wire = await Wire.open(database.url, {})
})
afterAll(async () => {
  await wire.end()
  await database.close()
})

/** Every kind of value that the platform sends, and as it comes back. */
const KINDS = `select $1::text as text, $2::int as int, $3::bigint as bigint, $4::float8 as float, $5::boolean as boolean,
  $6::timestamptz as time, $7::jsonb as json, $8::bytea as bytes, $9::text[] as list, $10::uuid[] as ids, $11::text as nothing`
const values = [
  `quote ' " \\ ä 漢 😀`,
  7,
  2 ** 40,
  0.25,
  true,
  new Date(1_767_225_600_123),
  { a: [1, null, 'b'] },
  Buffer.from([0, 1, 92, 255]),
  ['a', 'b "c" \\d', '', null, 'e,f'],
  ['01890a5d-ac96-774b-bcce-b302099a8057'],
  null,
]

test('it says what pg says', async () => {
  const { rows, rowCount, command } = await database.pool.query(KINDS, values)
  for (const _ of ['the first time', 'again'])
    expect(await wire.ask(KINDS, values)).toMatchObject({ result: { rows, rowCount, command } })
  const deleted = await wire.ask('delete from banyan.consumers where consumer = $1', ['nobody'])
  expect(deleted).toMatchObject({ result: { command: 'DELETE', rowCount: 0, rows: [] } })
})

test('an answer may be larger than what is read at once, and so may a question', async () => {
  const long = 'ä'.repeat(300_000)
  const answer = await wire.ask('select $1::text as long, n from generate_series(1, 3) as n', [long])
  expect('result' in answer && answer.result.rows).toEqual([1, 2, 3].map((n) => ({ long, n })))
})

test('a question that is refused has its reason, and the next one its answer', async () => {
  const refused = await wire.ask('select 1 / $1::int as n', [0])
  expect(refused).toMatchObject({ error: { code: '22012', message: 'division by zero' } })
  expect(await wire.ask('select no_such_column')).toMatchObject({ error: { code: '42703' } })
  expect(await wire.ask('select 1 / $1::int as n', [1])).toMatchObject({ result: { rows: [{ n: 1 }] } })
})

test('what goes before a statement is done before it', async () => {
  const inside = await wire.ask(`select now() = statement_timestamp() as first`, [], ['begin', 'savepoint here'])
  expect(inside).toMatchObject({ result: { rows: [{ first: false }] } })
  expect(await wire.ask('rollback to savepoint here')).toMatchObject({ result: { command: 'ROLLBACK' } })
  await wire.ask('rollback')
})

test('a connection that is lost ends the question', async () => {
  const other = await Wire.open(database.url, {})
  const asked = other.ask('select pg_sleep(60), $1::text as mark', ['asleep'])
  const kill = `select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep(60)%' and datname = current_database()`
  await expect.poll(async () => (await database.pool.query(kill)).rowCount).toBe(1)
  expect(await asked).toMatchObject({ error: expect.any(Error) })
})
