import type { Cache } from 'banyan/cache'
import { ms } from 'banyan/contract'
import { presets } from 'banyan/resilience'
import type { OpenContext } from 'banyan/service'
import { freshFor, publicUrl, sourcesOf } from './config.ts'
import { chainOf } from './engines/chain.ts'
import { EngineFault } from './engines/fault.ts'
import { Outside } from './engines/outside.ts'
import { engineOf, quotaOf } from './engines/settings.ts'
import { Turns } from './engines/turns.ts'
import { embeddedProvider } from './provider/embedded.ts'
import type { NewsAnswer, SearchProvider, WebAnswer } from './provider/provider.ts'
import type { Search } from './shape.ts'
import type { Sharing } from './share.ts'
import { Answers, type Dated } from './store/answers.ts'
import { loadLibrary } from './store/library.ts'

/** Who is asked: the search engines outside, as one, and the index of this server. */
export interface Source {
  readonly name: 'engines' | 'index'
  readonly provider: SearchProvider
}

/** What lives as long as the process. */
export interface Resources {
  /** In the order they are asked. */
  readonly sources: readonly Source[]
  readonly engines: readonly Outside[]
  readonly sharing: Sharing
  readonly web: Cache<Dated<WebAnswer>>
  readonly news: Cache<Dated<NewsAnswer>>
  /** The absolute address of an article. */
  readonly urlOf: (slug: string) => string
}

/** How long an old answer is better than none, in milliseconds. */
const STALE = ms('1d')
/** Milliseconds for all that is done to get an answer; the operation has 30 s. */
const PATIENCE = 25_000

export async function openResources(ctx: OpenContext<Search>): Promise<Resources> {
  const { caches, clock, config, db, log } = ctx
  await loadLibrary(new URL('./library/', import.meta.url), ctx)
  const base = publicUrl(config)
  const urlOf = (slug: string) => `${base}/library/${slug}`
  const fresh = freshFor(config)
  const options = {
    max: 1000,
    fresh: `${fresh}ms`,
    stale: { whileLoading: '0s', onFailure: `${STALE}ms` },
    timeout: `${PATIENCE}ms`,
    since: ({ at }: Dated<unknown>) => at,
    failed: (error: unknown) => log.warn({ err: error }, 'The search provider failed'),
  } as const
  const engines = openEngines(ctx)
  return {
    sources: sourcesIn(ctx, engines, urlOf),
    engines,
    sharing: { answers: new Answers(db, fresh + STALE), clock, log, fresh, stale: STALE },
    web: caches.make<Dated<WebAnswer>>('web', options),
    news: caches.make<Dated<NewsAnswer>>('news', options),
    urlOf,
  }
}

function openEngines({ breakers, clock, config, db, fetch, log, random }: OpenContext<Search>): Outside[] {
  const turns = new Turns(db, clock)
  const names = sourcesOf(config).filter((name) => name !== 'embedded')
  return names.map((name) => {
    const breaker = breakers.named(name, presets.coagent.breaker, (error) =>
      error instanceof EngineFault ? error.verdict : 'nothing',
    )
    const [engine, quota, timeout] = [engineOf(name, config), quotaOf(name, config), config.SEARCH_ATTEMPT_TIMEOUT]
    return new Outside({ engine, quota, turns, breaker, fetch, clock, random, log, timeout })
  })
}

function sourcesIn(
  { clock, config, db, log }: OpenContext<Search>,
  engines: readonly Outside[],
  urlOf: (slug: string) => string,
): Source[] {
  const outside = chainOf(engines, { clock, log, patience: PATIENCE })
  const sources: Source[] = engines.length > 0 ? [{ name: 'engines', provider: outside }] : []
  if (sourcesOf(config).includes('embedded')) sources.push({ name: 'index', provider: embeddedProvider(db, urlOf) })
  return sources
}
