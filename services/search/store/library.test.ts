import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { manualClock } from 'banyan/testing/clock'
import { testDatabase } from 'banyan/testing/database'
import { plainText, sentences } from 'banyan/text'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { loadLibrary, parseArticle, readLibrary } from './library.ts'
import { store } from './tables.ts'

const library = await readLibrary(new URL('../library/', import.meta.url))

describe('the starter library', () => {
  test('has at least forty-four articles, each with a title of its own', () => {
    expect(library.length).toBeGreaterThanOrEqual(44)
    expect(new Set(library.map(({ title }) => title)).size).toBe(library.length)
  })

  test.each(library)('$slug has 150 to 300 words, topics, a date and sentences of its own', (article) => {
    const words = plainText(article.body).split(/\s+/)
    expect(words.length).toBeGreaterThanOrEqual(150)
    expect(words.length).toBeLessThanOrEqual(300)
    expect(article.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(article.topics.length).toBeGreaterThanOrEqual(2)
    expect(article.source).toBe('Banyan Library')
    expect(article.publishedDate).toMatch(/^202[56]-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
    const own = sentences(plainText(article.body)).filter((sentence) => sentence.length > 30)
    for (const other of library)
      if (other !== article) for (const sentence of own) expect(other.body).not.toContain(sentence)
  })
})

describe('a file', () => {
  const file = '---\ntitle: A: title\ntopics: one,  two words\npublished: 2026-01-31\nsource: Here\n---\n\nBody.\n'

  test('is its front matter and its body', () => {
    expect(parseArticle('a-slug.md', file)).toMatchObject({
      slug: 'a-slug',
      title: 'A: title',
      topics: ['one', 'two words'],
      publishedDate: '2026-01-31',
      source: 'Here',
      body: 'Body.',
    })
  })

  test.each([
    ['no front matter', 'Body.', 'front matter'],
    ['no title', file.replace('title: A: title\n', ''), 'no title'],
    ['no real date', file.replace('2026-01-31', 'yesterday'), 'no date'],
  ])('with %s is refused by name', (_, text, message) => {
    expect(() => parseArticle('a-slug.md', text)).toThrow(new RegExp(`a-slug.md.*${message}`))
  })
})

describe('loading', () => {
  const article = (title: string) =>
    `---\ntitle: ${title}\ntopics: one\npublished: 2026-01-31\nsource: Here\n---\nBody.\n`

  async function setUp() {
    const database = await testDatabase()
    const { db, tx } = await database.open('search', store)
    const folder = await mkdtemp(join(tmpdir(), 'library-'))
    const events: unknown[] = []
    const emit = { invalidate: async (_: unknown, event: unknown) => void events.push(event) }
    return {
      events,
      write: (slug: string, title: string) => writeFile(join(folder, `${slug}.md`), article(title)),
      remove: (slug: string) => rm(join(folder, `${slug}.md`)),
      load: () =>
        loadLibrary(pathToFileURL(`${folder}/`), {
          clock: manualClock(),
          db,
          emit,
          log: pino({ level: 'silent' }),
          tx,
        }),
      add: (slug: string, owner: string) =>
        db
          .insertInto('articles')
          .values({
            slug,
            owner,
            title: 'Mine',
            topics: '[]',
            body: 'b',
            source: 's',
            published: '2026-01-01',
            checksum: null,
          })
          .execute(),
      titles: async () =>
        (await db.selectFrom('articles').select(['slug', 'title']).orderBy('slug').execute()).map(
          ({ slug, title }) => `${slug}: ${title}`,
        ),
      [Symbol.asyncDispose]: async () => {
        await database.close()
        await rm(folder, { recursive: true })
      },
    }
  }

  test('adds new files, changes changed ones and removes what is gone, and announces each time', async () => {
    await using library = await setUp()
    await library.write('a', 'First')
    await library.write('b', 'Second')
    await library.load()
    expect(await library.titles()).toEqual(['a: First', 'b: Second'])

    await library.write('a', 'Changed')
    await library.remove('b')
    await library.write('c', 'Third')
    await library.load()
    expect(await library.titles()).toEqual(['a: Changed', 'c: Third'])
    expect(library.events).toEqual([
      { timestamp: '2026-01-01T00:00:00.000Z', pattern: 'search:*:index' },
      { timestamp: '2026-01-01T00:00:00.000Z', pattern: 'search:*:index' },
    ])
  })

  test('does nothing when nothing changed', async () => {
    await using library = await setUp()
    await library.write('a', 'First')
    await library.load()
    await library.load()
    expect(library.events).toHaveLength(1)
  })

  test('by two processes at once gives the same library', async () => {
    await using library = await setUp()
    for (const slug of ['a', 'b', 'c', 'd']) await library.write(slug, slug.toUpperCase())
    await Promise.all([library.load(), library.load(), library.load()])
    expect(await library.titles()).toEqual(['a: A', 'b: B', 'c: C', 'd: D'])
  })

  test("leaves the users' documents alone", async () => {
    await using library = await setUp()
    await library.add('mine-1', 'u1')
    await library.write('a', 'First')
    await library.load()
    expect(await library.titles()).toEqual(['a: First', 'mine-1: Mine'])
  })
})
