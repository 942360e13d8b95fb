import { describe, expect, test } from 'vitest'
import { NewsArticle, WebResult } from '../contract.ts'
import type { NewsRequest, WebRequest } from '../provider/provider.ts'
import { brave } from './brave.ts'
import type { Engine } from './engine.ts'
import { newsArticles, webResults } from './results.ts'
import { searxng } from './searxng.ts'
import { serper } from './serper.ts'
import { tavily } from './tavily.ts'
import * as recorded from './testing/recorded.ts'

const at = { baseUrl: 'https://engine.example', key: 'k' }
const engines = { tavily: tavily(at), brave: brave(at), searxng: searxng(at), serper: serper(at) }
const now = Date.UTC(2026, 0, 1)
const web: WebRequest = { query: 'q', maxResults: 20, depth: 'basic', include: [], exclude: [], reader: 'ann' }
const week: NewsRequest = { query: 'q', location: undefined, days: 7, since: '2025-12-25', until: '2026-01-01' }

const webOf = (engine: Engine, body: unknown, more: Partial<WebRequest> = {}) =>
  webResults(engine.found('web', body), { ...web, ...more }, now)
const newsOf = (engine: Engine, body: unknown, more: Partial<NewsRequest> = {}) =>
  newsArticles(engine.found('news', body), { ...week, ...more }, now)

describe('what an engine found on the web', () => {
  test('Tavily: without what nobody can open, each page once, with names where titles are missing', () => {
    expect(webOf(engines.tavily, recorded.tavilyWeb)).toEqual([
      {
        title: 'Selling a home & moving',
        url: 'https://homes.example/sell?utm_source=tavily',
        snippet: 'How to sell a home — step by step. First, clean it.',
      },
      { title: 'untitled.example', url: 'https://untitled.example/a', snippet: '' },
      { title: 'numbers.example', url: 'https://numbers.example/', snippet: '' },
      { title: 'Dated', url: 'https://dated.example/', snippet: 'x', publishedDate: '2025-03-11' },
    ])
  })

  test('Brave: plain words of its HTML, dates of pages or how long ago', () => {
    expect(webOf(engines.brave, recorded.braveWeb)).toEqual([
      {
        title: 'Selling a home & moving',
        url: 'https://homes.example/sell',
        snippet: "How to sell a home: it's simple… Clean it first. Then price it.",
        publishedDate: '2025-03-11',
      },
      { title: 'No description', url: 'https://plain.example/', snippet: '', publishedDate: '2025-12-29' },
      { title: 'Bad date', url: 'https://bad.example/', snippet: 'x' },
    ])
    expect(webOf(engines.brave, recorded.braveNothing)).toEqual([])
  })

  test('SearXNG: pages only, and one of two addresses of a page', () => {
    expect(webOf(engines.searxng, recorded.searxngWeb)).toEqual([
      {
        title: 'Selling a home',
        url: 'https://homes.example/sell',
        snippet: 'How to sell a home.',
        publishedDate: '2025-03-11',
      },
    ])
  })

  test('SearXNG: nothing found where every engine behind it was silent is no answer', () => {
    expect(() => webOf(engines.searxng, recorded.searxngSilent)).toThrow('reports an error of its own')
    expect(webOf(engines.searxng, { ...recorded.searxngSilent, unresponsive_engines: [] })).toEqual([])
  })

  test('Serper: what Google found, and not what people ask', () => {
    expect(webOf(engines.serper, recorded.serperWeb)).toEqual([
      {
        title: 'Selling a home',
        url: 'https://homes.example/sell',
        snippet: 'How to sell a home ... clean it.',
        publishedDate: '2025-03-11',
      },
      { title: 'No snippet', url: 'https://plain.example/', snippet: '' },
    ])
  })

  test('is no more than was asked for, and from the sites that were asked for', () => {
    expect(webOf(engines.tavily, recorded.tavilyWeb, { maxResults: 2 })).toHaveLength(2)
    expect(webOf(engines.tavily, recorded.tavilyWeb, { include: ['homes.example'] })).toHaveLength(1)
    const others = webOf(engines.tavily, recorded.tavilyWeb, { exclude: ['homes.example', 'example'] })
    expect(others).toEqual([])
  })

  test('has longer snippets where depth was asked for', () => {
    const results = [{ title: 'Long', url: 'https://long.example/', content: 'word '.repeat(500) }]
    const length = (depth: 'basic' | 'advanced') => webOf(engines.tavily, { results }, { depth })[0]?.snippet.length
    expect([length('basic'), length('advanced')]).toEqual([295, 995])
  })
})

describe('what an engine found in the news', () => {
  const first = { title: 'Homes are sold faster', snippet: 'Homes sold within a week.' }

  test('Tavily: of the days that were asked for, and with a day at all', () => {
    expect(newsOf(engines.tavily, recorded.tavilyNews)).toEqual([
      { ...first, url: 'https://news.example/1', source: 'news.example', publishedDate: '2025-12-30' },
    ])
    expect(newsOf(engines.tavily, recorded.tavilyNews, { since: undefined })).toHaveLength(2)
  })

  test('Brave: with the name of the site where no source is told', () => {
    expect(newsOf(engines.brave, recorded.braveNews)).toEqual([
      { ...first, url: 'https://www.news.example/1', source: 'news.example', publishedDate: '2025-12-31' },
      {
        title: 'Relative only',
        url: 'https://news.example/2',
        snippet: 'x',
        source: 'news.example',
        publishedDate: '2025-12-31',
      },
    ])
  })

  test('Serper: without what is dated in words that nobody here knows', () => {
    expect(newsOf(engines.serper, recorded.serperNews)).toEqual([
      { ...first, url: 'https://news.example/1', source: 'The Daily', publishedDate: '2025-12-31' },
      {
        title: 'Last week',
        url: 'https://news.example/2',
        snippet: 'x',
        source: 'Weekly',
        publishedDate: '2025-12-25',
      },
    ])
  })
})

describe.each(Object.values(engines))('$name', (engine) => {
  test.each([
    ['a text', 'sorry'],
    ['nothing', null],
    ['a list', [{ results: [] }]],
    ['another object', { unexpected: true }],
    ['results that are no list', { type: 'search', results: {}, web: { results: 1 }, organic: 'x', news: null }],
  ])('says that %s is no answer', (_, body) => {
    expect(() => engine.found('web', body)).toThrow('sent what is no answer')
    expect(() => engine.found('news', body)).toThrow('sent what is no answer')
  })

  test('gives what the contract promises, whatever is in an answer', () => {
    const bodies = Object.values(recorded)
    for (const body of bodies)
      for (const kind of ['web', 'news'] as const) {
        const read = () => engine.found(kind, body)
        let findings: ReturnType<typeof read>
        try {
          findings = read()
        } catch {
          // An answer of another engine: that it is refused was shown above.
          continue
        }
        for (const result of webResults(findings, web, now)) WebResult.parse(result)
        for (const article of newsArticles(findings, week, now)) NewsArticle.parse(article)
      }
  })
})
