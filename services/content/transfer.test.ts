import type { Client } from 'banyan/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { content, type Imported } from './contract.ts'
import service from './service.ts'
import { codeOf } from './testing/code.ts'

type Api = Client<typeof content>

let app: Started
beforeAll(async () => {
  app = await startServices({ services: [service] })
})
afterAll(() => app.close())

let users = 0
const somebody = (): Promise<Api> => app.as(content, `user-${users++}`)
const note = { type: 'note', title: 'A note', body: 'words' }

/** All parts of an export, as somebody keeps them. */
async function exported(api: Api) {
  const parts = []
  let cursor: string | undefined
  do {
    const { bytes, mediaType, name } = await api.exportAll(cursor === undefined ? {} : { cursor })
    expect([mediaType, name]).toEqual(['application/json', expect.stringMatching(/^library-\d{4}-\d\d-\d\d\.json$/)])
    const part = JSON.parse(Buffer.from(bytes).toString())
    parts.push(part)
    cursor = part.next ?? undefined
  } while (cursor !== undefined)
  return parts
}
const outcomes = (items: readonly Imported[]) => items.map(({ kind, outcome }) => `${kind} ${outcome}`)

/** A library with something of everything. */
async function library(): Promise<Api> {
  const ann = await somebody()
  const project = await ann.createProject({ name: 'Spring', description: 'Of 2026' })
  const { id } = await ann.save({ ...note, title: 'First', projectId: project.id })
  await ann.update({ id, body: 'other words' })
  await ann.save({ ...note, type: 'research-report', title: 'Second', body: '{"summary":"s","keyFindings":[]}' })
  await ann.remove({ id: (await ann.save(note)).id })
  await ann.updateAgentProfile({ name: 'Ann', years: 3 })
  await ann.train({ lesson: 'ads', done: true })
  return ann
}

describe('an export of everything', () => {
  test('has entries with their versions, projects, profile and lessons, and nothing that was deleted', async () => {
    const ann = await library()
    const [part] = await exported(ann)
    expect(part).toMatchObject({
      format: 'banyan-content',
      version: 1,
      next: null,
      projects: [{ name: 'Spring', description: 'Of 2026' }],
      agentProfile: { name: 'Ann', years: 3 },
      training: [{ lesson: 'ads', done: true }],
      entries: [
        { title: 'First', body: 'other words', version: 2, versions: [{ version: 1, title: 'First', body: 'words' }] },
        { title: 'Second', type: 'research-report', versions: [] },
      ],
    })
    expect(part.entries[0].projectId).toBe(part.projects[0].id)
  })

  test('of nothing is a file, too', async () => {
    const [part] = await exported(await somebody())
    expect(part).toMatchObject({ entries: [], projects: [], training: [] })
    expect(part.agentProfile).toBeUndefined()
  })

  test('of a large library comes in parts that have each entry once', async () => {
    const ann = await somebody()
    const body = 'x'.repeat(500_000)
    for (let at = 0; at < 35; at++) await ann.save({ ...note, title: `entry ${at}`, body })
    const parts = await exported(ann)
    expect(parts.length).toBeGreaterThan(1)
    const titles = parts.flatMap(({ entries }) => entries.map(({ title }: { title: string }) => title))
    expect(titles).toEqual(Array.from({ length: 35 }, (_, at) => `entry ${at}`))
    expect(parts[1].projects).toBeUndefined()
    expect(await codeOf(ann.exportAll({ cursor: 'x' }))).toBe('invalid')
  })
})

describe('an import', () => {
  test('of an export makes the same library, and done again changes nothing', async () => {
    const ann = await library()
    const [part] = await exported(ann)
    const ben = await somebody()
    const { items } = await ben.importAll(part)
    expect(outcomes(items)).toEqual([
      'project created',
      'entry created',
      'entry created',
      'agent-profile created',
      'training created',
    ])
    const { exportedAt, ...same } = (await exported(ben))[0]
    expect({ ...same, exportedAt: part.exportedAt }).toEqual(part)
    expect(exportedAt).not.toBe('')
    for (const conflicts of ['keep', 'replace'] as const) {
      const again = await ben.importAll({ ...part, conflicts })
      expect(new Set(again.items.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']))
    }
    const { exportedAt: _, ...untouched } = (await exported(ben))[0]
    expect(untouched).toEqual(same)
    expect((await ann.list({})).items).toHaveLength(2)
  })

  test('keeps the ids, without touching those of the one who exported them', async () => {
    const ann = await library()
    const [part] = await exported(ann)
    const ben = await somebody()
    await ben.importAll(part)
    const [{ id }] = part.entries
    await ben.update({ id, title: "Ben's" })
    expect((await ann.get({ id })).title).toBe('First')
    expect((await ben.get({ id })).title).toBe("Ben's")
  })

  test('never writes over what is there unless it is told to, and then keeps it as a version', async () => {
    const ann = await library()
    const [part] = await exported(ann)
    const [{ id }] = part.entries
    await ann.update({ id, body: 'my own words', projectId: null })
    await ann.updateAgentProfile({ name: 'Ann the second' })
    await ann.train({ lesson: 'ads', done: false })
    await ann.updateProject({ id: part.projects[0].id, name: 'Summer' })
    const { items } = await ann.importAll(part)
    expect(outcomes(items)).toEqual([
      'project kept',
      'entry kept',
      'entry unchanged',
      'agent-profile kept',
      'training kept',
    ])
    expect(items[1]).toMatchObject({ id, title: 'First', message: 'It says something else here, in its version 3' })
    expect((await ann.get({ id })).body).toBe('my own words')

    const replaced = await ann.importAll({ ...part, conflicts: 'replace' })
    expect(outcomes(replaced.items)).toEqual([
      'project replaced',
      'entry replaced',
      'entry unchanged',
      'agent-profile replaced',
      'training replaced',
    ])
    expect(await ann.get({ id })).toMatchObject({ body: 'other words', version: 4, project: 'Spring' })
    expect((await ann.version({ id, version: 3 })).body).toBe('my own words')
    expect((await ann.agentProfile({})).name).toBe('Ann')
  })

  test('brings back what was deleted', async () => {
    const ann = await library()
    const [part] = await exported(ann)
    const [{ id }] = part.entries
    await ann.remove({ id })
    expect(outcomes((await ann.importAll({ entries: part.entries })).items)).toEqual([
      'entry restored',
      'entry unchanged',
    ])
    expect((await ann.versions({ id })).items).toHaveLength(2)
  })

  test('of a project whose name is there puts its entries into that one', async () => {
    const [part] = await exported(await library())
    const ben = await somebody()
    const { id } = await ben.createProject({ name: 'Spring' })
    expect((await ben.importAll(part)).items[0]).toMatchObject({ kind: 'project', outcome: 'unchanged' })
    expect((await ben.project({ id })).entries).toBe(1)
  })

  test('tells what is wrong with each thing, and takes the others', async () => {
    const [part] = await exported(await library())
    const [good] = part.entries
    const ben = await somebody()
    const entries = [
      { ...good, id: 'x' },
      { ...good, title: ' ' },
      { ...good, createdAt: '0001-01-01T00:00:00Z' },
      { ...good, versions: [...good.versions, ...good.versions] },
      { ...good, body: 'a\0' },
      'text',
      null,
      good,
    ]
    const { items } = await ben.importAll({
      entries,
      projects: [{ name: 'x' }],
      training: [1],
      agentProfile: { years: 1 },
    })
    expect(outcomes(items)).toEqual([
      'project invalid',
      ...Array(7).fill('entry invalid'),
      'entry created',
      'agent-profile invalid',
      'training invalid',
    ])
    expect(items[1]).toMatchObject({ id: 'x', title: 'First', message: 'id: This is no id' })
    expect(items[2]?.message).toBe('title: Give it a title')
    for (const item of items) if (item.outcome === 'invalid') expect(item.message?.length).toBeGreaterThan(5)
  })

  test('of which nothing is right, or that has nothing in it, takes nothing', async () => {
    const ben = await somebody()
    expect(outcomes((await ben.importAll({ entries: [{ id: 'x' }] })).items)).toEqual(['entry invalid'])
    const empty = { projects: [], entries: [], training: [], markdown: [], agentProfile: null }
    for (const file of [{}, empty]) expect((await ben.importAll(file)).items).toEqual([])
    expect((await ben.list({})).items).toEqual([])
  })

  test('with one thing twice takes the first', async () => {
    const [part] = await exported(await library())
    const [first] = part.entries
    const ben = await somebody()
    const { items } = await ben.importAll({ entries: [first, first, { ...first, body: 'else' }] })
    expect(outcomes(items)).toEqual(['entry created', 'entry unchanged', 'entry kept'])
  })

  test('at once with itself does each thing once', async () => {
    const [part] = await exported(await library())
    const ben = await somebody()
    const answers = await Promise.all(Array.from({ length: 4 }, () => ben.importAll(part)))
    const created = answers.flatMap(({ items }) => outcomes(items)).filter((each) => each === 'entry created')
    expect(created).toHaveLength(2)
    expect((await ben.list({})).items).toHaveLength(2)
  })

  test('refuses what is no export, or of a form that is not known, or too large', async () => {
    const ben = await somebody()
    expect(await codeOf(ben.importAll({ format: 'other' as never }))).toBe('invalid')
    expect(await codeOf(ben.importAll({ version: 2 as never }))).toBe('invalid')
    expect(await codeOf(ben.importAll({ entries: Array(5001).fill(null) }))).toBe('invalid')
    const huge = { markdown: Array.from({ length: 70 }, () => ({ name: 'a.md', text: 'x'.repeat(499_999) })) }
    expect(await codeOf(ben.importAll(huge))).toBe('tooLarge')
    expect((await ben.list({})).items).toEqual([])
  })

  test('is announced entry by entry, once', async () => {
    const [part] = await exported(await library())
    const ben = await app.as(content, 'announced')
    await ben.importAll(part)
    await ben.importAll(part)
    const { rows } = await app.database.pool.query(
      `select subject from banyan.outbox where type = 'content.saved' and data->>'userId' = 'announced'`,
    )
    expect(rows.map(({ subject }) => subject).toSorted()).toEqual(
      part.entries.map(({ id }: { id: string }) => id).toSorted(),
    )
  })
})

describe('Markdown files', () => {
  test('that were exported come back as what they are', async () => {
    const ann = await somebody()
    const saved = await ann.save({ ...note, title: 'A: "b" *c*', body: '# Own heading\n\n- one\n', project: 'Spring' })
    const { bytes } = await ann.exportEntry({ id: saved.id })
    const markdown = [{ name: 'a.md', text: Buffer.from(bytes).toString() }]
    expect(outcomes((await ann.importAll({ markdown })).items)).toEqual(['markdown unchanged'])
    const ben = await somebody()
    const { items } = await ben.importAll({ markdown })
    expect(items).toEqual([{ kind: 'markdown', id: 'a.md', title: saved.title, outcome: 'created' }])
    const { projectId: _, ...mine } = await ben.get({ id: saved.id })
    expect(saved).toMatchObject(mine)
  })

  test('that were not are entries by their heading or their name, once', async () => {
    const ann = await somebody()
    const markdown = [
      { name: 'plain.md', text: 'just **words**' },
      { name: 'headed.md', text: 'intro\n\n# The *heading*\n\ntext' },
      { name: 'front.md', text: '---\r\ntitle: In front\r\ntype: blog-post\r\nproject: Autumn\r\n---\r\nbody\r\n' },
      { name: '.md', text: '' },
    ]
    expect((await ann.importAll({ markdown })).items.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['plain', 'created'],
      ['The heading', 'created'],
      ['In front', 'created'],
      ['Untitled', 'created'],
    ])
    expect(outcomes((await ann.importAll({ markdown })).items)).toEqual(Array(4).fill('markdown unchanged'))
    const [front] = (await ann.list({ q: 'front' })).items
    expect(front).toMatchObject({ type: 'blog-post', project: 'Autumn' })
    expect((await ann.get({ id: front?.id ?? '' })).body).toBe('body')
  })

  test('do not take the place of what Markdown does not carry', async () => {
    const ann = await somebody()
    const body = JSON.stringify({ summary: 'S', keyFindings: ['one'] })
    const { id } = await ann.save({ type: 'research-report', title: 'R', body })
    const text = Buffer.from((await ann.exportEntry({ id })).bytes).toString()
    const take = async (text: string) =>
      (await ann.importAll({ markdown: [{ name: 'r.md', text }], conflicts: 'replace' })).items[0]
    expect(await take(text)).toMatchObject({ outcome: 'unchanged' })
    expect(await take(text.replace('one', 'two'))).toMatchObject({
      outcome: 'kept',
      message: 'Its content here has a form that Markdown does not carry',
    })
    expect((await ann.get({ id })).body).toBe(body)
  })
})

test('an entry is a file over HTTP, under the name of its title', async () => {
  const ann = await app.as(content, 'ann')
  const { id } = await ann.save({ ...note, title: 'Größe 100 %' })
  const get = async (path: string) =>
    fetch(`${app.baseUrl}${path}`, { headers: { authorization: `Bearer ${await app.token('ann')}` } })
  for (const [format, type, start] of [
    ['markdown', 'text/markdown; charset=utf-8', '---\n'],
    ['html', 'text/html; charset=utf-8', '<!do'],
    ['pdf', 'application/pdf', '%PDF'],
  ]) {
    const answer = await get(`/content/saved/${id}/export?format=${format}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
    expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''Gr%C3%B6%C3%9Fe%20100%20%25.`)
    expect((await answer.text()).slice(0, 4)).toBe(start)
  }
  expect((await get(`/content/saved/${id}/export?format=docx`)).status).toBe(400)
  const ben = await app.as(content, 'ben')
  expect(await codeOf(ben.exportEntry({ id, format: 'pdf' }))).toBe('noSuchContent')
})
