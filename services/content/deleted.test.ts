import type { Client } from 'banyan/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { content } from './contract.ts'
import service from './service.ts'
import { codeOf } from './testing/code.ts'

let app: Started
let ann: Client<typeof content>
let ben: Client<typeof content>

beforeAll(async () => {
  app = await startServices({ services: [service] })
  ann = await app.as(content, 'ann')
  ben = await app.as(content, 'ben')
})
afterAll(() => app.close())

const note = { type: 'note', title: 'A note', body: 'words' }

/** As if it had been deleted so many days ago. */
const ago = (id: string, days: number) =>
  app.database.pool.query('update content.saved set deleted_at = $2 where id = $1', [
    id,
    new Date(Date.now() - days * 24 * 3600_000),
  ])

test('what is deleted is found nowhere but among what is deleted', async () => {
  const { id } = await ann.save({ ...note, title: 'Gone', project: 'Spring' })
  await ann.remove({ id })
  expect((await ann.list({ q: 'gone' })).items).toEqual([])
  expect((await ann.list({ project: 'Spring' })).items).toEqual([])
  const calls = [
    ann.get({ id }),
    ann.update({ id, title: 'x' }),
    ann.versions({ id }),
    ann.version({ id, version: 1 }),
    ann.restore({ id, version: 1 }),
    ann.exportEntry({ id }),
    ann.remove({ id }),
  ]
  expect(await Promise.all(calls.map(codeOf))).toEqual(calls.map(() => 'noSuchContent'))
  const { items } = await ann.list({ deleted: true, q: 'gone' })
  expect(items).toMatchObject([{ id, title: 'Gone', deletedAt: expect.any(String) }])
})

test('it comes back as it was, with its versions and its place in the list', async () => {
  const saved = await ann.save(note)
  const changed = await ann.update({ id: saved.id, body: 'other words' })
  await ann.remove({ id: saved.id })
  expect(await ann.undelete({ id: saved.id })).toEqual(changed)
  expect(await ann.get({ id: saved.id })).toEqual(changed)
  expect((await ann.versions({ id: saved.id })).items.map(({ version }) => version)).toEqual([2, 1])
  expect((await ann.list({ deleted: true })).items.map(({ id }) => id)).not.toContain(saved.id)
  expect(await ann.undelete({ id: saved.id })).toEqual(changed)
})

test('after thirty days it is gone, before and after it is taken away for good', async () => {
  const [old, young, there] = await Promise.all([ann.save(note), ann.save(note), ann.save(note)])
  await ann.update({ id: old.id, body: 'other words' })
  await Promise.all([ann.remove({ id: old.id }), ann.remove({ id: young.id })])
  await Promise.all([ago(old.id, 31), ago(young.id, 29)])
  expect(await codeOf(ann.undelete({ id: old.id }))).toBe('noSuchContent')
  expect((await ann.list({ deleted: true })).items.map(({ id }) => id)).not.toContain(old.id)

  const purged = await app.place.runtime.client(content, 'gateway').purge({}, { wait: 20_000 })
  expect(purged).toMatchObject({ status: 'done', result: { entries: 1 } })
  const { rows } = await app.database.pool.query('select id from content.saved where id = any ($1)', [
    [old.id, young.id, there.id],
  ])
  expect(rows.map(({ id }) => id).toSorted()).toEqual([young.id, there.id].toSorted())
  expect((await app.database.pool.query('select from content.version where entry_id = $1', [old.id])).rowCount).toBe(0)
  expect(await ann.undelete({ id: young.id })).toEqual(young)
})

test('it is taken away every night', async () => {
  const { rows } = await app.database.pool.query(`select cron from banyan.schedules where service = 'content'`)
  expect(rows).toEqual([{ cron: '20 2 * * *' }])
})

test('nobody brings back what is not his', async () => {
  const { id } = await ann.save(note)
  await ann.remove({ id })
  expect(await codeOf(ben.undelete({ id }))).toBe('noSuchContent')
  expect((await ben.list({ deleted: true })).items).toEqual([])
  expect(await codeOf(ann.undelete({ id: 'x' }))).toBe('noSuchContent')
})
