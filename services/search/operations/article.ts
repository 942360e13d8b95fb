import type { Handler } from 'banyan/service'
import type { Search } from '../shape.ts'
import { publishedDate, readableBy } from '../store/articles.ts'

export const article: Handler<Search, 'article'> = async ({ slug }, { caller, db, fail }) => {
  if (!SLUG.test(slug)) throw fail.noSuchArticle()
  const found = await db
    .selectFrom('articles')
    .select(['slug', 'title', 'body', 'topics', 'source', publishedDate.as('publishedDate')])
    .where('slug', '=', slug)
    .where(readableBy(caller.user?.id))
    .executeTakeFirst()
  if (!found) throw fail.noSuchArticle()
  return found
}

const SLUG = /^[a-z0-9-]+$/
