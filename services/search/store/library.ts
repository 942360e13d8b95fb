import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { OpenContext } from 'banyan/service'
import { indexKeys } from '../cache-keys.ts'
import type { Article } from '../contract.ts'
import type { Search } from '../shape.ts'

export interface LibraryArticle extends Article {
  /** SHA-256 of its file. */
  readonly checksum: string
}

/** Makes the articles of the table those of the folder. Costs one query when they are already. */
export async function loadLibrary(
  folder: URL,
  { clock, db, emit, log, tx }: Pick<OpenContext<Search>, 'clock' | 'db' | 'emit' | 'log' | 'tx'>,
): Promise<void> {
  const articles = await readLibrary(folder)
  const rows = await db.selectFrom('articles').select(['slug', 'checksum']).where('owner', 'is', null).execute()
  const known = new Map(rows.map(({ slug, checksum }) => [slug, checksum]))
  const changed = articles.filter(({ slug, checksum }) => known.get(slug) !== checksum)
  const current = new Set(articles.map(({ slug }) => slug))
  const gone = [...known.keys()].filter((slug) => !current.has(slug))
  if (changed.length === 0 && gone.length === 0) return

  await tx(async (tx) => {
    if (gone.length > 0) await tx.deleteFrom('articles').where('owner', 'is', null).where('slug', 'in', gone).execute()
    for (const { topics, publishedDate, ...article } of changed) {
      const row = { ...article, topics: JSON.stringify(topics), published: publishedDate }
      await tx
        .insertInto('articles')
        .values({ ...row, owner: null })
        .onConflict((on) => on.column('slug').doUpdateSet(row).where('articles.owner', 'is', null))
        .execute()
    }
    await emit.invalidate(tx, { timestamp: new Date(clock.now()).toISOString(), pattern: indexKeys })
  })
  log.info({ changed: changed.length, removed: gone.length }, 'The library was brought up to date')
}

/** The articles of a folder by slug: one file each, named by its slug. */
export async function readLibrary(folder: URL): Promise<LibraryArticle[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort()
  return Promise.all(files.map(async (file) => parseArticle(file, await readFile(new URL(file, folder), 'utf8'))))
}

/** Front matter between two lines of dashes, a `name: value` a line, and the body. Throws for anything else. */
export function parseArticle(file: string, text: string): LibraryArticle {
  const [, front, body] = /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(text) ?? []
  if (front === undefined || body === undefined) throw new TypeError(`${file} does not begin with front matter`)
  const fields = new Map(
    front.split(/\r?\n/).map((line) => {
      const [name, ...value] = line.split(':')
      return [name, value.join(':').trim()]
    }),
  )
  const field = (name: string) => {
    const value = fields.get(name)
    if (!value) throw new TypeError(`${file} has no ${name}`)
    return value
  }
  const publishedDate = field('published')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(publishedDate)) throw new TypeError(`${file} has no date for its publication`)
  return {
    slug: file.replace(/\.md$/, ''),
    title: field('title'),
    topics: field('topics')
      .split(',')
      .map((topic) => topic.trim()),
    source: field('source'),
    publishedDate,
    body: body.trim(),
    checksum: createHash('sha256').update(text).digest('hex'),
  }
}
