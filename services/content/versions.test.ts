import type { Client } from 'banyan/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const first = { type: 'note', title: 'One', body: 'first words' }
const numbers = async (id: string) => (await ann.versions({ id })).items.map(({ version }) => version)

describe('each change', () => {
  test('keeps what was there as a version', async () => {
    const { id, createdAt } = await ann.save({ ...first, project: 'Spring' })
    const { updatedAt } = await ann.update({ id, title: 'Two', body: '# second words' })
    await ann.update({ id, project: null })
    const { items } = await ann.versions({ id })
    expect(items).toEqual([
      { version: 3, title: 'Two', excerpt: 'second words', project: null, at: items[0]?.at, current: true },
      { version: 2, title: 'Two', excerpt: 'second words', project: 'Spring', at: updatedAt, current: false },
      { version: 1, title: 'One', excerpt: 'first words', project: 'Spring', at: createdAt, current: false },
    ])
    expect(await ann.version({ id, version: 1 })).toEqual({ ...items[2], body: 'first words' })
    expect(await ann.version({ id, version: 3 })).toEqual({ ...items[0], body: '# second words' })
  })

  test('that changes nothing keeps none', async () => {
    const { id } = await ann.save(first)
    await ann.update({ id, title: first.title })
    expect(await numbers(id)).toEqual([1])
  })

  test('at once with others keeps each of them once', async () => {
    const { id } = await ann.save(first)
    await Promise.all(Array.from({ length: 8 }, (_, at) => ann.update({ id, body: `change ${at}` })))
    expect(await numbers(id)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
    const bodies = await Promise.all((await numbers(id)).map((version) => ann.version({ id, version })))
    expect(new Set(bodies.map(({ body }) => body)).size).toBe(9)
  })
})

describe('what is saved by itself while somebody writes', () => {
  test('keeps the text that was there before, and nothing in between', async () => {
    const { id } = await ann.save(first)
    for (const body of ['a', 'ab', 'abc']) await ann.update({ id, body, autosave: true })
    expect(await numbers(id)).toEqual([4, 1])
    await ann.update({ id, body: 'abc!' })
    expect(await numbers(id)).toEqual([5, 4, 1])
    await ann.update({ id, body: 'abc!d', autosave: true })
    expect(await numbers(id)).toEqual([6, 5, 4, 1])
  })

  test('keeps one again after ten minutes of writing', async () => {
    const { id } = await ann.save(first)
    for (const body of ['a', 'ab']) await ann.update({ id, body, autosave: true })
    await app.database.pool.query(
      `update content.version set replaced_at = replaced_at - interval '11 minutes' where entry_id = $1`,
      [id],
    )
    await ann.update({ id, body: 'abc', autosave: true })
    await ann.update({ id, body: 'abcd', autosave: true })
    expect(await numbers(id)).toEqual([5, 3, 1])
  })
})

describe('of many versions', () => {
  test('the newest hundred are kept', async () => {
    const { id } = await ann.save(first)
    for (let at = 0; at < 103; at++) await ann.update({ id, body: `change ${at}` })
    const kept = await numbers(id)
    expect(kept).toHaveLength(101)
    expect([kept[0], kept.at(-1)]).toEqual([104, 4])
    expect(await codeOf(ann.version({ id, version: 3 }))).toBe('noSuchVersion')
  })

  test('those that are large are let go of sooner', async () => {
    const { id } = await ann.save({ ...first, body: 'x'.repeat(500_000) })
    for (let at = 0; at < 6; at++) await ann.update({ id, body: `${at}`.repeat(500_000) })
    expect(await numbers(id)).toEqual([7, 6, 5, 4, 3])
  })
})

describe('restoring', () => {
  test('makes title and body of a version the newest one, and loses nothing', async () => {
    const { id } = await ann.save(first)
    await ann.update({ id, title: 'Two', body: 'second', project: 'Spring' })
    const restored = await ann.restore({ id, version: 1, ifMatch: '"2"' })
    expect(restored).toMatchObject({ ...first, project: 'Spring', version: 3 })
    expect(await ann.get({ id })).toEqual(restored)
    expect(await ann.version({ id, version: 2 })).toMatchObject({ title: 'Two', body: 'second' })
  })

  test('of what stands there already changes nothing', async () => {
    const saved = await ann.save(first)
    expect(await ann.restore({ id: saved.id, version: 1 })).toEqual(saved)
  })

  test('over a change of somebody else is refused', async () => {
    const { id } = await ann.save(first)
    await ann.update({ id, body: 'second' })
    expect(await codeOf(ann.restore({ id, version: 1, ifMatch: '"1"' }))).toBe('changedMeanwhile')
    expect((await ann.get({ id })).body).toBe('second')
  })

  test('of a version that is not there fails', async () => {
    const { id } = await ann.save(first)
    expect(await codeOf(ann.restore({ id, version: 7 }))).toBe('noSuchVersion')
    expect(await codeOf(ann.version({ id, version: 7 }))).toBe('noSuchVersion')
    expect(await codeOf(ann.version({ id, version: 0 }))).toBe('invalid')
    expect(await codeOf(ann.version({ id: 'x', version: 1 }))).toBe('noSuchContent')
  })
})

test("another user's versions do not exist", async () => {
  const { id } = await ann.save(first)
  await ann.update({ id, body: 'second' })
  expect(await codeOf(ben.versions({ id }))).toBe('noSuchContent')
  expect(await codeOf(ben.version({ id, version: 1 }))).toBe('noSuchContent')
  expect(await codeOf(ben.restore({ id, version: 1 }))).toBe('noSuchContent')
  expect((await ann.get({ id })).version).toBe(2)
})
