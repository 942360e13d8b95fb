import type { Handler } from 'banyan/service'
import { keysOf } from '../cache-keys.ts'
import type { Search } from '../shape.ts'

export const addDocument: Handler<Search, 'addDocument'> = async ({ title, text }, ctx) => {
  const { user, clock, random, emit, resources, tx } = ctx
  const slug = slugOf(title, random.bytes(16))
  const timestamp = new Date(clock.now()).toISOString()
  const document = {
    slug,
    owner: user.id,
    title,
    topics: '[]',
    body: text,
    source: 'My documents',
    published: timestamp.slice(0, 10),
    checksum: null,
  }
  const pattern = keysOf(user.id)
  const added = await tx(async (tx) => {
    await tx.insertInto('articles').values(document).execute()
    await emit.invalidate(tx, { timestamp, pattern })
    return { slug, url: resources.urlOf(slug) }
  })
  // The event reaches whoever keeps answers; here it must not be late for the author's next search.
  resources.web.invalidate(pattern)
  return added
}

/** Readable, and not to be guessed: 128 random bits follow the words. */
function slugOf(title: string, random: Uint8Array): string {
  const words =
    title
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  return [...words.join('-').slice(0, 60).split('-'), Buffer.from(random).toString('hex')].filter(Boolean).join('-')
}
