import aiService from '@banyan/ai'
import { ai } from '@banyan/ai/contract'
import { type Clock, systemClock } from 'banyan/clock'
import { contract } from 'banyan/contract'
import { presets } from 'banyan/resilience'
import { type Service, service } from 'banyan/service'
import { tables } from 'banyan/store'
import type { TestDatabase } from 'banyan/testing/database'
import { type FakeOpenAI, startFakeOpenAI } from 'banyan/testing/openai/server'
import { type Started, startServices } from 'banyan/testing/start'
import { found, stubSearch } from '../../../services/ai/testing/search.ts'
import { hurried } from '../chain/start.ts'
import type { Links } from '../property.ts'

/** How often the witness fails before it hears of a user's generation. */
export type Deafness = Map<string, number>

/** The AI service with a model's server, a search, and a witness that notes each completion in a table of its own. */
export interface Generations {
  readonly app: Started
  readonly openai: FakeOpenAI
  readonly deafness: Deafness
  /** Lets so much time pass that no breaker remembers a failure. */
  forget(): void
  /** How often the witness has noted a generation of a user. */
  heard(user: string): Promise<number>
  /** How often anything was noted at all. */
  heardInAll(): Promise<number>
  close(): Promise<void>
}

export interface GenerationsOptions {
  /** Processes that work on the jobs, as far as the database can tell. */
  readonly workers: 1 | 2
  readonly beside?: readonly Service[]
}

export async function startGenerations(
  links: Links,
  { workers, beside = [] }: GenerationsOptions,
): Promise<Generations> {
  const openai = await startFakeOpenAI({ port: 0 })
  const deafness: Deafness = new Map()
  let passed = 0
  const clock: Clock = { ...systemClock, monotonic: () => systemClock.monotonic() + passed }
  const start = (database?: TestDatabase) =>
    startServices({
      services: [stubSearch(found).service, aiService, witnessService(deafness), ...beside],
      env: {
        OPENAI_API_KEY: 'sk-test',
        OPENAI_BASE_URL: openai.url,
        AI_MODELS: 'openai:fake-model',
        AI_RETRY_PAUSE: '1ms',
      },
      links,
      clock,
      // Lost workers are found by looking.
      pace: { ...hurried, poll: 100 },
      ...(database && { database }),
    })
  const app = await start()
  // Another process, as far as the database can tell: it works on the same jobs and hears the same events.
  const other = workers === 2 ? await start(app.database) : undefined
  const count = async (user: string | undefined) => {
    const { rows } = await app.database.pool.query(
      'select count(*)::integer as n from witness.heard where $1::text is null or user_id = $1',
      [user],
    )
    return rows[0].n
  }
  return {
    app,
    openai,
    deafness,
    forget() {
      passed += 2 * presets.model.breaker.window
    },
    heard: count,
    heardInAll: () => count(undefined),
    async close() {
      await other?.close()
      await app.close()
      await openai.close()
    },
  }
}

const store = tables<{ heard: { user_id: string } }>(new URL('./migrations/', import.meta.url))

const witnessService = (deafness: Deafness) =>
  service(contract('witness', {}), {
    store,
    listens: { ai },
    handle: {},
    on: {
      async 'ai.generated'({ data: { userId } }, tx) {
        await tx.insertInto('heard').values({ user_id: userId }).execute()
        const left = deafness.get(userId) ?? 0
        deafness.set(userId, left - 1)
        if (left > 0) throw new Error('not heard')
      },
    },
  })
