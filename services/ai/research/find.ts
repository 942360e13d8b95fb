import type { WebResult } from '@banyan/search/contract'
import { type Failure, settle } from 'banyan/contract'
import type { Queries } from '../generators/generator.ts'
import { paced } from '../pace.ts'
import type { GeneratorContext } from '../shape.ts'
import { merge } from './merge.ts'

export interface Found {
  readonly results: readonly WebResult[]
  /** `search` when it could not be asked, `fresh search` when the answer is an old copy, its own or ours. */
  readonly degraded: readonly string[]
}

const EACH = 8
const SOURCES = 8

/** Searches for all queries at once. What was found is a step; a search that is down is not, so that a retry asks it again. */
export async function find(queries: Queries, ctx: GeneratorContext): Promise<Found> {
  let down: Failure | undefined
  const search = async (): Promise<Found> => {
    const answers = await searchAll(queries, ctx)
    const good = answers.filter((answer) => answer.ok)
    down = answers.find((answer) => !answer.ok)?.error
    if (down && good.length === 0) throw down
    const results = merge(
      good.map(({ value }) => ('results' in value ? value.results : value.articles)),
      queries.most ?? SOURCES,
    )
    return {
      results,
      degraded: good.some(({ value, fallback }) => value.stale || value.fallback || fallback) ? ['fresh search'] : [],
    }
  }
  try {
    return await ctx.step('search', () => paced(ctx, search))
  } catch (error) {
    if (error !== down || ctx.signal.aborted) throw error
    ctx.log.warn({ code: down?.code }, 'the search is down: going on without sources')
    return { results: [], degraded: ['search'] }
  }
}

const searchAll = ({ web, news }: Queries, { call }: GeneratorContext) =>
  Promise.all([
    ...web.map((query) => settle(call.search.web({ query, maxResults: EACH }))),
    ...(news ? [settle(call.search.news(news))] : []),
  ])
