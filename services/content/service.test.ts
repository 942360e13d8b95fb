import type { Client } from 'banyan/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { content } from './contract.ts'
import service from './service.ts'
import { codeOf as code } from './testing/code.ts'

let app: Started
let ann: Client<typeof content>
let ben: Client<typeof content>
let nobody: Client<typeof content>

beforeAll(async () => {
  app = await startServices({ services: [service] })
  ann = await app.as(content, 'ann')
  ben = await app.as(content, 'ben')
  nobody = await app.as(content)
})
afterAll(() => app.close())

const post = { type: 'blog-post', title: 'A title', body: 'Some **bold** words.' }
const absent = '019a0000-0000-7000-8000-000000000000'

/** A user nobody else writes for, so that lists are this test's alone. */
let users = 0
const somebody = () => app.as(content, `user-${users++}`)

async function http(method: string, path: string, headers: Record<string, string> = {}, body?: unknown) {
  const response = await fetch(app.baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${await app.token('ann')}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}

describe('saving', () => {
  test('gives the entry with an id, version 1 and its times', async () => {
    const saved = await ann.save({ ...post, project: 'Spring' })
    expect(saved).toMatchObject({ ...post, project: 'Spring', version: 1 })
    expect(saved.updatedAt).toBe(saved.createdAt)
    expect(await ann.get({ id: saved.id })).toEqual(saved)
  })

  test('answers 201 with the entity tag, also under /api', async () => {
    for (const path of ['/content/saved', '/api/content/saved']) {
      const { status, headers, body } = await http('POST', path, {}, post)
      expect(status).toBe(201)
      expect(headers.get('etag')).toBe('"1"')
      expect(body.project).toBeNull()
    }
  })

  test('with one idempotency key happens once', async () => {
    const user = await somebody()
    const first = await user.save(post, { idempotencyKey: 'key-1' })
    expect(await user.save(post, { idempotencyKey: 'key-1' })).toEqual(first)
    expect((await user.list({})).items).toHaveLength(1)
  })

  test.each([
    ['no title', { ...post, title: '  ' }, 'title'],
    ['a type that is none', { ...post, type: 'Blog Post' }, 'type'],
    ['too long a body', { ...post, body: 'x'.repeat(500_001) }, 'body'],
    ['a null character', { ...post, body: 'a\0b' }, 'body'],
    ['a body that is no text', { ...post, body: 1 }, 'body'],
  ])('%s is invalid', async (_, input, field) => {
    const { status, body } = await http('POST', '/content/saved', {}, input)
    expect(status).toBe(400)
    expect(body.issues).toContainEqual({ path: [field], message: expect.any(String) })
  })

  test('the largest body comes back as it was', async () => {
    const body = '😀'.repeat(250_000)
    const { id } = await ann.save({ ...post, body })
    expect((await ann.get({ id })).body).toBe(body)
  })
})

describe('reading', () => {
  test('answers 304 while the entity tag is the same', async () => {
    const { id, title } = await ann.save(post)
    const first = await http('GET', `/content/saved/${id}`)
    expect(first.headers.get('etag')).toBe('"1"')
    expect((await http('GET', `/content/saved/${id}`, { 'if-none-match': '"1"' })).status).toBe(304)
    await ann.update({ id, title: `${title}!` })
    const second = await http('GET', `/content/saved/${id}`, { 'if-none-match': '"1"' })
    expect([second.status, second.headers.get('etag')]).toEqual([200, '"2"'])
  })

  test.each([absent, 'no-uuid', 'a%00b', "' or 1=1"])('of %j finds nothing', async (id) => {
    expect(await code(ann.get({ id }))).toBe('noSuchContent')
  })
})

describe('changing', () => {
  test('replaces what is given, keeps the rest and counts the version', async () => {
    const { id, ...saved } = await ann.save({ ...post, project: 'Spring' })
    const changed = await ann.update({ id, title: 'New' })
    expect(changed).toEqual({ ...saved, id, title: 'New', version: 2, updatedAt: changed.updatedAt })
    expect(changed.updatedAt >= saved.updatedAt).toBe(true)
    expect(await ann.update({ id, body: 'Other', project: null })).toMatchObject({
      title: 'New',
      body: 'Other',
      project: null,
      version: 3,
    })
  })

  test('to the same leaves version and time as they are', async () => {
    const saved = await ann.save(post)
    const { id, title, body } = saved
    expect(await ann.update({ id })).toEqual(saved)
    expect(await ann.update({ id, title, body, project: null, ifMatch: '"1"' })).toEqual(saved)
  })

  test('with If-Match succeeds only on the version that it names', async () => {
    const { id } = await ann.save(post)
    const put = (ifMatch: string, title: string) =>
      http('PUT', `/content/saved/${id}`, { 'if-match': ifMatch }, { title })
    expect((await put('"1"', 'two')).headers.get('etag')).toBe('"2"')
    const late = await put('"1"', 'three')
    expect([late.status, late.body.code]).toEqual([412, 'changedMeanwhile'])
    expect((await put('W/"2"', 'three')).status).toBe(412)
    expect((await put('"7", "2"', 'three')).status).toBe(200)
    expect((await put('*', 'four')).status).toBe(200)
    expect((await ann.get({ id })).title).toBe('four')
  })

  test('at once with the same If-Match succeeds for exactly one', async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await ann.save(post)
      const codes = await Promise.all(
        Array.from({ length: 12 }, (_, at) => code(ann.update({ id, title: `title ${at}`, ifMatch: '"1"' }))),
      )
      expect(codes.toSorted()).toEqual([...Array(11).fill('changedMeanwhile'), undefined])
      expect((await ann.get({ id })).version).toBe(2)
    }
  })

  test('at once without If-Match loses no count', async () => {
    const { id } = await ann.save(post)
    await Promise.all(Array.from({ length: 8 }, (_, at) => ann.update({ id, title: `title ${at}` })))
    expect((await ann.get({ id })).version).toBe(9)
  })

  test('what is not there, or to something invalid, fails', async () => {
    const { id } = await ann.save(post)
    expect(await code(ann.update({ id: absent, title: 'x' }))).toBe('noSuchContent')
    expect(await code(ann.update({ id: absent, title: 'x', ifMatch: '*' }))).toBe('noSuchContent')
    expect(await code(ann.update({ id, title: '' }))).toBe('invalid')
    expect(await code(ann.update({ id, body: '\0' }))).toBe('invalid')
  })
})

describe('deleting', () => {
  test('answers 204, and then it is gone', async () => {
    const { id } = await ann.save(post)
    const { status, body } = await http('DELETE', `/content/saved/${id}`)
    expect([status, body]).toEqual([204, undefined])
    expect(await code(ann.get({ id }))).toBe('noSuchContent')
    expect(await code(ann.remove({ id }))).toBe('noSuchContent')
  })

  test('with If-Match succeeds only on the version that it names', async () => {
    const { id } = await ann.save(post)
    await ann.update({ id, title: 'two' })
    expect(await code(ann.remove({ id, ifMatch: '"1"' }))).toBe('changedMeanwhile')
    await ann.remove({ id, ifMatch: '"2"' })
    expect(await code(ann.get({ id }))).toBe('noSuchContent')
  })
})

describe('the list', () => {
  test('has the newest first, with an excerpt in plain text instead of the body', async () => {
    const user = await somebody()
    const first = await user.save(post)
    const second = await user.save({ ...post, title: 'Later', body: `# Head\n\n${'long '.repeat(100)}` })
    const { items, nextCursor } = await user.list({})
    expect(nextCursor).toBeNull()
    expect(items.map(({ id }) => id)).toEqual([second.id, first.id])
    const { body: _, ...summary } = first
    expect(items[1]).toEqual({ ...summary, excerpt: 'Some bold words.' })
    expect(items[0]?.excerpt).toMatch(/^Head long .*long…$/)
    expect(items[0]?.excerpt.length).toBeLessThanOrEqual(200)
  })

  test('follows a change in its excerpt, and keeps the place', async () => {
    const user = await somebody()
    const { id } = await user.save(post)
    await user.save({ ...post, title: 'Later' })
    await user.update({ id, body: 'New words.' })
    expect((await user.list({})).items[1]).toMatchObject({ id, excerpt: 'New words.', version: 2 })
  })

  test('by pages gives every entry once, also while entries come and go', async () => {
    const user = await somebody()
    const ids: string[] = []
    // At once, so that several share a millisecond.
    for (const { id } of await Promise.all(Array.from({ length: 11 }, () => user.save(post)))) ids.push(id)
    const seen: string[] = []
    let cursor: string | null = null
    let pages = 0
    do {
      const page = await user.list({ limit: 3, ...(cursor !== null && { cursor }) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
      if (pages++ === 0) {
        await user.save(post)
        await user.remove({ id: seen[2] as string })
      }
    } while (cursor !== null)
    expect(pages).toBe(4)
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })

  test('of a type has that type only', async () => {
    const user = await somebody()
    await user.save(post)
    const report = await user.save({ ...post, type: 'research-report' })
    expect((await user.list({ type: 'research-report' })).items.map(({ id }) => id)).toEqual([report.id])
    expect((await user.list({ type: 'bio' })).items).toEqual([])
  })

  test('for some words has the entries with all of them, in title or body, also as parts', async () => {
    const user = await somebody()
    await user.save({ ...post, title: 'Spaced repetition', body: 'About memory.' })
    await user.save({ ...post, title: '100 % true_story', body: 'C:\\temp and 我爱北京' })
    const titles = async (q: string) => (await user.list({ q })).items.map(({ title }) => title)
    expect(await titles('MEMORY spaced')).toEqual(['Spaced repetition'])
    expect(await titles('repet mem')).toEqual(['Spaced repetition'])
    expect(await titles('memory absent')).toEqual([])
    expect(await titles('北京')).toEqual(['100 % true_story'])
    for (const q of ['%', '_', '\\', '0 %', 'true_s', 'c:\\t']) expect(await titles(q)).toEqual(['100 % true_story'])
    expect(await titles('%d')).toEqual([])
    expect(await titles(' ')).toHaveLength(2)
  })

  test('keeps type and words from page to page', async () => {
    const user = await somebody()
    for (let at = 0; at < 4; at++) {
      await user.save({ ...post, title: `wanted ${at}` })
      await user.save({ ...post, title: 'other' })
    }
    const filter = { type: 'blog-post', q: 'wanted', limit: 3 }
    const { items, nextCursor } = await user.list(filter)
    const rest = await user.list({ ...filter, cursor: nextCursor as string })
    expect([...items, ...rest.items].map(({ title }) => title)).toEqual([
      'wanted 3',
      'wanted 2',
      'wanted 1',
      'wanted 0',
    ])
    expect(rest.nextCursor).toBeNull()
  })

  test.each(['limit=0', 'limit=101', 'limit=x', 'cursor=nonsense', 'type=A%20B', 'q=a%00b'])(
    'refuses ?%s as invalid',
    async (query) => {
      const { status, body } = await http('GET', `/content/saved?${query}`)
      expect([status, body.code]).toEqual([400, 'invalid'])
      expect(body.issues[0].path).toEqual([query.split('=')[0]])
    },
  )
})

describe('another user', () => {
  test('does not see, change or delete an entry, nor learn that it is there', async () => {
    const saved = await ann.save({ ...post, title: 'Secret plan' })
    const { id } = saved
    expect(await code(ben.get({ id }))).toBe('noSuchContent')
    expect(await code(ben.update({ id, title: 'Mine' }))).toBe('noSuchContent')
    expect(await code(ben.update({ id, title: 'Mine', ifMatch: '"9"' }))).toBe('noSuchContent')
    expect(await code(ben.remove({ id }))).toBe('noSuchContent')
    expect((await ben.list({ q: 'secret' })).items).toEqual([])
    expect(await ann.get({ id })).toEqual(saved)
  })

  test('gets nothing out of a cursor that is not his', async () => {
    const owner = await somebody()
    for (let at = 0; at < 3; at++) await owner.save(post)
    const { nextCursor } = await owner.list({ limit: 1 })
    const other = await somebody()
    expect((await other.list({ cursor: nextCursor as string })).items).toEqual([])
  })
})

test('nobody gets anything without signing in', async () => {
  const { id } = await ann.save(post)
  const answers = [nobody.save(post), nobody.list({}), nobody.get({ id }), nobody.update({ id }), nobody.remove({ id })]
  expect(await Promise.all(answers.map(code))).toEqual(Array(5).fill('unauthenticated'))
})
