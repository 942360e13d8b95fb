import search from '@banyan/search'
import { search as contract } from '@banyan/search/contract'
import type { Client } from 'banyan/contract'
import { type FakeBrave, startFakeBrave } from 'banyan/testing/brave/server'
import type { Page } from 'banyan/testing/search-engine/pages'
import { type FakeSearxng, startFakeSearxng } from 'banyan/testing/searxng/server'
import { type FakeSerper, startFakeSerper } from 'banyan/testing/serper/server'
import { type Started, type StartedOptions, startServices } from 'banyan/testing/start'
import { type FakeTavily, startFakeTavily } from 'banyan/testing/tavily/server'
import type { Links } from '../property.ts'

/** Search engines, each on loopback, that all know the same pages. */
export interface Engines {
  readonly tavily: FakeTavily
  readonly brave: FakeBrave
  readonly searxng: FakeSearxng
  readonly serper: FakeSerper
}
export type EngineName = keyof Engines
export const engineNames: readonly EngineName[] = ['tavily', 'brave', 'searxng', 'serper']

export const KEY = 'a-key-of-ours'

/** The search service once for each engine, with that engine as its only provider. */
export interface Searches {
  readonly engines: Engines
  readonly clients: Readonly<Record<EngineName, Client<typeof contract>>>
  /** From now on these are all the pages there are. */
  know(pages: readonly Page[]): void
  /** What the engines were asked since the last look, by engine. */
  asked(): readonly { readonly engine: EngineName; readonly question: unknown; readonly headers: object }[]
  reset(): void
  close(): Promise<void>
}

export async function startSearches(links: Links): Promise<Searches> {
  const engines = await startEngines()
  const apps = new Map<EngineName, Started>()
  for (const name of engineNames) apps.set(name, await startSearch(engines, name, { links }))
  const client = (name: EngineName) => (apps.get(name) as Started).as(contract, 'ann')
  const [tavily, brave, searxng, serper] = await Promise.all([
    client('tavily'),
    client('brave'),
    client('searxng'),
    client('serper'),
  ])
  const each = engineNames.map((name) => engines[name])
  return {
    engines,
    clients: { tavily, brave, searxng, serper },
    know(pages) {
      for (const engine of each) engine.knows(pages)
    },
    asked: () =>
      engineNames.flatMap((engine) =>
        engines[engine].requests.map(({ body, headers }) => ({ engine, question: body, headers })),
      ),
    reset() {
      for (const engine of each) engine.reset()
    },
    async close() {
      for (const app of apps.values()) await app.close()
      await Promise.all(each.map((engine) => engine.close()))
    },
  }
}

/** Dates are counted back from the present, as the service does. */
export async function startEngines(): Promise<Engines> {
  const now = () => Date.now()
  const [tavily, brave, searxng, serper] = await Promise.all([
    startFakeTavily({ port: 0, apiKey: KEY, now }),
    startFakeBrave({ port: 0, apiKey: KEY }),
    startFakeSearxng({ port: 0, now }),
    startFakeSerper({ port: 0, apiKey: KEY }),
  ])
  return { tavily, brave, searxng, serper }
}

export function startSearch(
  engines: Engines,
  provider: string,
  { env, ...options }: Partial<StartedOptions>,
): Promise<Started> {
  const settings = Object.fromEntries(
    engineNames.flatMap((name) => {
      const prefix = name.toUpperCase()
      return [
        ...(name === 'searxng' ? [] : [[`${prefix}_API_KEY`, KEY]]),
        [`${prefix}_BASE_URL`, engines[name].url],
        [`${prefix}_RATE`, 'off'],
      ]
    }),
  )
  return startServices({ services: [search], env: { ...settings, SEARCH_PROVIDER: provider, ...env }, ...options })
}
