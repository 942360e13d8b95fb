import { command, contract, event, notFound, query, unavailable } from 'banyan/contract'
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
/** True when the answer is older than its time because the source could not be asked. */
const stale = z.boolean().optional()

export const search = contract('search', {
  web: query({
    http: 'POST /search/web',
    auth: 'user',
    summary: 'Search the web, or without a provider the library of this server and my own documents',
    input: z.object({
      query: queryText,
      maxResults: z.int().min(1).max(20).optional(),
      searchDepth: z.enum(['basic', 'advanced']).optional(),
    }),
    output: z.object({ results: z.array(WebResult), totalResults: z.int(), stale }),
    errors: { searchUnavailable: unavailable('Search is temporarily unavailable') },
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
    output: z.object({ articles: z.array(NewsArticle), stale }),
    errors: { searchUnavailable: unavailable('Search is temporarily unavailable') },
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
