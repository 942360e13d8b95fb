import { command, contract, event, limited, notFound, query, unavailable } from 'banyan/contract'
import * as z from 'zod'

export const WebResult = z
  .object({
    title: z.string(),
    url: z.string(),
    snippet: z.string(),
    publishedDate: z.iso.date().optional(),
  })
  .meta({ id: 'WebResult' })
export type WebResult = z.infer<typeof WebResult>

export const NewsArticle = z
  .object({
    title: z.string(),
    url: z.string(),
    snippet: z.string(),
    source: z.string(),
    publishedDate: z.iso.date(),
  })
  .meta({ id: 'NewsArticle' })
export type NewsArticle = z.infer<typeof NewsArticle>

export const Article = z
  .object({
    slug: z.string(),
    title: z.string(),
    /** Markdown. */
    body: z.string(),
    topics: z.array(z.string()),
    source: z.string(),
    publishedDate: z.iso.date(),
  })
  .meta({ id: 'Article' })
export type Article = z.infer<typeof Article>

/** PostgreSQL takes any text but one with a null character. */
const text = z.string().regex(/^[^\0]*$/, 'Leave out the null character')
const queryText = text.trim().min(2, 'Write at least two characters').max(400)
/** A site, `example.com`, which stands for `www.example.com` as well. */
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/, 'Write a site as in example.com')
  .meta({ examples: ['example.com'] })
const marks = {
  /** True when the answer is older than its time because nobody could be asked. */
  stale: z.boolean().optional(),
  /** True when no search engine answered, and this comes from the library of this server in its stead. */
  fallback: z.boolean().optional(),
}
const errors = {
  searchUnavailable: unavailable('Search is temporarily unavailable'),
  searchLimited: limited('There are too many searches right now'),
}

export const search = contract('search', {
  web: query({
    http: 'POST /search/web',
    auth: 'user',
    summary: 'Search the web, or without a provider the library of this server and my own documents',
    input: z.object({
      query: queryText,
      maxResults: z.int().min(1).max(20).optional(),
      searchDepth: z.enum(['basic', 'advanced']).optional(),
      includeDomains: z.array(domain).max(10).optional(),
      excludeDomains: z.array(domain).max(10).optional(),
    }),
    output: z.object({ results: z.array(WebResult), totalResults: z.int(), ...marks }),
    errors,
    deadline: '30s',
  }),
  news: query({
    http: 'POST /search/news',
    auth: 'user',
    summary: 'Search the news',
    input: z.object({
      query: queryText,
      location: text.trim().min(1).max(120).optional(),
      days: z.int().min(1).max(365).optional(),
    }),
    output: z.object({ articles: z.array(NewsArticle), ...marks }),
    errors,
    deadline: '30s',
  }),
  addDocument: command({
    http: 'POST /search/documents',
    auth: 'user',
    summary: 'Add a text of mine to what I can search',
    status: 201,
    input: z.object({ title: text.trim().min(1).max(200), text: text.trim().min(1).max(100_000) }),
    output: z.object({ slug: z.string(), url: z.string() }),
  }),
  clearCache: command({
    http: 'DELETE /search/cache',
    auth: { role: 'admin' },
    summary:
      'Forget kept answers in all processes: all of them, or those whose key fits a pattern such as search:news:*',
    input: z.object({
      pattern: z
        .string()
        .max(500)
        .regex(/^search:[\x20-\x7e]*$/, 'Patterns begin with search:')
        .default('search:*'),
    }),
    output: z.object({ pattern: z.string(), timestamp: z.iso.datetime() }),
    idempotent: true,
  }),
  article: query({
    http: 'GET /library/{slug}',
    auth: 'public',
    page: true,
    summary: 'Read one article of the library; one of my own documents when I am signed in',
    input: z.object({ slug: z.string().max(200) }),
    output: Article,
    errors: { noSuchArticle: notFound('There is no such article') },
  }),
  invalidate: event('search.cache.invalidate', z.object({ timestamp: z.iso.datetime(), pattern: z.string() }), {
    subject: (data) => data.pattern,
  }),
})
