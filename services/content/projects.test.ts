import { systemClock } from 'banyan/clock'
import type { Client } from 'banyan/contract'
import { migrate, readMigrations } from 'banyan/store'
import { testDatabase } from 'banyan/testing/database'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { content } from './contract.ts'
import service from './service.ts'
import { codeOf } from './testing/code.ts'

let app: Started
let ben: Client<typeof content>

beforeAll(async () => {
  app = await startServices({ services: [service] })
  ben = await app.as(content, 'ben')
})
afterAll(() => app.close())

let users = 0
const somebody = () => app.as(content, `user-${users++}`)
const note = { type: 'note', title: 'A note', body: 'words' }
const absent = '019a0000-0000-7000-8000-000000000000'

describe('a project', () => {
  test('is begun, found, changed and deleted', async () => {
    const ann = await somebody()
    const project = await ann.createProject({ name: ' Elm Street ', description: 'Three bedrooms' })
    expect(project).toMatchObject({ name: 'Elm Street', description: 'Three bedrooms', entries: 0 })
    expect(await ann.project({ id: project.id })).toEqual(project)
    const changed = await ann.updateProject({ id: project.id, name: 'Oak Street' })
    expect(changed).toEqual({ ...project, name: 'Oak Street', updatedAt: changed.updatedAt })
    expect(await ann.updateProject({ id: project.id, name: 'Oak Street' })).toEqual(changed)
    await ann.removeProject({ id: project.id })
    const calls = [ann.project({ id: project.id }), ann.removeProject({ id: project.id }), ann.project({ id: 'x' })]
    expect(await Promise.all(calls.map(codeOf))).toEqual(calls.map(() => 'noSuchProject'))
  })

  test('has a name that no other of this person has', async () => {
    const ann = await somebody()
    const { id } = await ann.createProject({ name: 'One' })
    await ann.createProject({ name: 'Two' })
    expect(await codeOf(ann.createProject({ name: 'One' }))).toBe('projectExists')
    expect(await codeOf(ann.updateProject({ id, name: 'Two' }))).toBe('projectExists')
    expect(await codeOf(ann.createProject({ name: ' ' }))).toBe('invalid')
    expect((await (await somebody()).createProject({ name: 'One' })).name).toBe('One')
  })

  test('begun many times at once is begun once', async () => {
    const ann = await somebody()
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(ann.createProject({ name: 'One' }))))
    expect(codes.toSorted()).toEqual([...Array(7).fill('projectExists'), undefined])
  })

  test('counts its entries, without those that are deleted', async () => {
    const ann = await somebody()
    const { id } = await ann.createProject({ name: 'One' })
    const [first] = await Promise.all([ann.save({ ...note, projectId: id }), ann.save({ ...note, projectId: id })])
    expect((await ann.project({ id })).entries).toBe(2)
    await ann.remove({ id: first.id })
    expect((await ann.projects({})).items).toMatchObject([{ id, entries: 1 }])
  })

  test('stands in a list by name, page by page', async () => {
    const ann = await somebody()
    for (const name of ['beta', 'Alpha', 'gamma', 'Élan', 'delta', 'alpha 2']) await ann.createProject({ name })
    const all = (await ann.projects({})).items.map(({ name }) => name)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await ann.projects({ limit: 4, ...(cursor !== null && { cursor }) })
      seen.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(all)
    expect(all.slice(0, 3)).toEqual(['Alpha', 'alpha 2', 'beta'])
    expect(await codeOf(ann.projects({ cursor: 'x' }))).toBe('invalid')
  })
})

describe('an entry', () => {
  test('is put into a project by its id or by its name, which begins it', async () => {
    const ann = await somebody()
    const project = await ann.createProject({ name: 'One' })
    const saved = await ann.save({ ...note, projectId: project.id })
    expect(saved).toMatchObject({ projectId: project.id, project: 'One' })
    expect(await ann.save({ ...note, project: 'One' })).toMatchObject({ projectId: project.id })
    const other = await ann.update({ id: saved.id, project: 'Two' })
    expect(other).toMatchObject({ project: 'Two', version: 2 })
    expect(await ann.update({ id: saved.id, projectId: null })).toMatchObject({ project: null, projectId: null })
    expect((await ann.projects({})).items.map(({ name }) => name)).toEqual(['One', 'Two'])
  })

  test('is not put into a project that is not there', async () => {
    const ann = await somebody()
    const { id } = await ann.save(note)
    const theirs = await ben.createProject({ name: `Ben's ${users}` })
    for (const projectId of [absent, 'x', theirs.id]) {
      expect(await codeOf(ann.save({ ...note, projectId }))).toBe('invalid')
      expect(await codeOf(ann.update({ id, projectId }))).toBe('invalid')
    }
    expect((await ann.list({})).items).toHaveLength(1)
  })

  test('at once with others in a project of a new name goes into one', async () => {
    const ann = await somebody()
    await Promise.all(Array.from({ length: 8 }, () => ann.save({ ...note, project: 'New' })))
    expect((await ann.projects({})).items).toMatchObject([{ name: 'New', entries: 8 }])
  })

  test('is listed by project, by its id or by its name', async () => {
    const ann = await somebody()
    const one = await ann.save({ ...note, project: 'One' })
    await ann.save({ ...note, project: 'Two' })
    await ann.save(note)
    for (const filter of [{ project: 'One' }, { projectId: one.projectId as string }])
      expect((await ann.list(filter)).items.map(({ id }) => id)).toEqual([one.id])
    expect((await ann.list({ projectId: 'x' })).items).toEqual([])
  })

  test('stays when its project is deleted, without one', async () => {
    const ann = await somebody()
    const kept = await ann.save({ ...note, project: 'One' })
    const deleted = await ann.save({ ...note, project: 'One' })
    await ann.remove({ id: deleted.id })
    await ann.removeProject({ id: kept.projectId as string })
    expect(await ann.get({ id: kept.id })).toEqual({ ...kept, projectId: null, project: null })
    expect(await ann.undelete({ id: deleted.id })).toMatchObject({ projectId: null, version: 1 })
  })

  test('has another entity tag when its project is renamed, and is still the one that was edited', async () => {
    const saved = await ben.save({ ...note, project: 'Before' })
    const url = `${app.baseUrl}/content/saved/${saved.id}`
    const authorization = `Bearer ${await app.token('ben')}`
    const tagOf = async () => (await fetch(url, { headers: { authorization } })).headers.get('etag') ?? ''
    const before = await tagOf()
    expect(before).toMatch(/^"1-\w+"$/)
    await ben.updateProject({ id: saved.projectId as string, name: 'After' })
    const seen = await fetch(url, { headers: { authorization, 'if-none-match': before } })
    expect([seen.status, await seen.json()]).toEqual([200, { ...saved, project: 'After' }])
    const again = await fetch(url, { headers: { authorization, 'if-none-match': await tagOf() } })
    expect(again.status).toBe(304)
    expect(await ben.update({ id: saved.id, title: 'New', ifMatch: before })).toMatchObject({ version: 2 })
    expect(await codeOf(ben.update({ id: saved.id, title: 'Newer', ifMatch: before }))).toBe('changedMeanwhile')
  })
})

describe('a list', () => {
  test('is sorted by what is newest, by what changed last or by title, page by page', async () => {
    const ann = await somebody()
    const titles = ['banana', 'Apple', 'cherry', 'apple pie', '😀', 'Banana split']
    const entries = []
    for (const title of titles) entries.push(await ann.save({ ...note, title }))
    for (const at of [3, 1]) await ann.update({ id: (entries[at] as { id: string }).id, body: 'changed' })
    const all = async (sort: 'newest' | 'changed' | 'title') => {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page = await ann.list({ sort, limit: 2, ...(cursor !== null && { cursor }) })
        seen.push(...page.items.map(({ title }) => title))
        cursor = page.nextCursor
      } while (cursor !== null)
      return seen
    }
    expect(await all('newest')).toEqual(titles.toReversed())
    expect(await all('changed')).toEqual(['Apple', 'apple pie', 'Banana split', '😀', 'cherry', 'banana'])
    const byTitle = await all('title')
    expect(byTitle.filter((title) => title !== '😀')).toEqual([
      'Apple',
      'apple pie',
      'banana',
      'Banana split',
      'cherry',
    ])
    expect(byTitle).toHaveLength(6)
    const { nextCursor } = await ann.list({ sort: 'title', limit: 2 })
    expect(await codeOf(ann.list({ sort: 'newest', cursor: nextCursor as string }))).toBe('invalid')
  })

  test('by title goes on after titles that begin alike, and after the longest', async () => {
    const ann = await somebody()
    const long = '😀'.repeat(150)
    for (const title of [`${long}`, `${long}`, '\u0001'.repeat(300), 'a'.repeat(300)])
      await ann.save({ ...note, title })
    let seen = 0
    let cursor: string | null = null
    do {
      const page = await ann.list({ sort: 'title', limit: 1, ...(cursor !== null && { cursor }) })
      seen += page.items.length
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toBe(4)
  })
})

test("another user's projects do not exist", async () => {
  const ann = await somebody()
  const { id } = await ben.createProject({ name: `Hidden ${users}` })
  const calls = [ann.project({ id }), ann.updateProject({ id, name: 'Mine' }), ann.removeProject({ id })]
  expect(await Promise.all(calls.map(codeOf))).toEqual(calls.map(() => 'noSuchProject'))
  expect((await ann.projects({})).items).toEqual([])
  expect((await ann.list({ projectId: id })).items).toEqual([])
})

test('names of projects from before become projects, and names again on the way back', async () => {
  await using database = await testDatabase()
  const { pool } = database
  await pool.query('create schema content')
  const migrations = await readMigrations(new URL('./migrations/', import.meta.url))
  const scope = { name: 'content', schema: 'content', migrations }
  await migrate(pool, scope, systemClock, 1)
  const rows: [string, string, string | null][] = [
    ['ann', 'a', 'Spring'],
    ['ann', 'b', 'Spring'],
    ['ann', 'c', null],
    ['ann', 'd', 'spring '],
    ['ben', 'e', 'Spring'],
  ]
  for (const [at, [user, title, project]] of rows.entries())
    await pool.query(`insert into content.saved values ($1, $2, 'note', $3, 'body', 'body', $4, 3, $5, $5)`, [
      absent.replace(/.$/, String(at)),
      user,
      title,
      project,
      new Date(Date.UTC(2026, 0, 1 + at)),
    ])
  const before = (await pool.query('select * from content.saved order by title')).rows
  await migrate(pool, scope, systemClock)
  const joined = await pool.query(
    `select s.user_id, s.title, p.name, s.version from content.saved s
     left join content.project p on p.user_id = s.user_id and p.id = s.project_id order by s.title`,
  )
  expect(joined.rows).toEqual(rows.map(([user_id, title, name]) => ({ user_id, title, name, version: 3 })))
  expect((await pool.query('select user_id, name from content.project order by 1, 2')).rows).toHaveLength(3)
  await migrate(pool, scope, systemClock, 1)
  expect((await pool.query('select * from content.saved order by title')).rows).toEqual(before)
})
