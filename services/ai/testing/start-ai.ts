import { search } from '@banyan/search/contract'
import { contract, type DataOf, type Events } from 'banyan/contract'
import type { Job } from 'banyan/durable/contract'
import { service } from 'banyan/service'
import type { FakeOpenAI } from 'banyan/testing/openai/server'
import { type StartedOptions, startServices } from 'banyan/testing/start'
import { ai } from '../contract.ts'
import type { JobName } from '../generators/index.ts'
import aiService from '../service.ts'
import type { SearchAnswer } from './search.ts'
import { stubSearch } from './search.ts'

type Generated = DataOf<Events<typeof ai>['generated']>

export interface StartAi extends Partial<StartedOptions> {
  /** The model's server; without it the offline model answers. */
  readonly openai?: FakeOpenAI
  /** What the search finds, or that it is down. */
  readonly search?: SearchAnswer
}

/** The AI service as it runs, with a search that does as it is told and a witness of its events. */
export async function startAi({ openai, search: answer = [], env, ...options }: StartAi = {}) {
  const events: Generated[] = []
  const witness = service(contract('witness', {}), {
    listens: { ai },
    handle: {},
    on: { 'ai.generated': async ({ data }) => void events.push(data) },
  })
  const searching = stubSearch(answer)
  const app = await startServices({
    services: [searching.service, aiService, witness],
    env: {
      ...(openai && { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openai.url, AI_MODELS: 'openai:gpt-4.1-mini' }),
      AI_RETRY_PAUSE: '1ms',
      ...env,
    },
    ...options,
  })
  const clients = async (user: string) => app.with({ ai, search }, await app.token(user))

  return {
    app,
    events,
    queries: searching.queries,
    news: searching.news,
    turnSearch: searching.turn,
    clients,
    /** Submits a job and resolves to how it ended. */
    async run(name: JobName, input: object, user = 'ann'): Promise<Job> {
      const call = await clients(user)
      // The inputs of all jobs are checked by the service itself.
      const { job_id: id } = await call.ai[name](input as never)
      for await (const _ of call.jobs.events({ id }));
      return call.jobs.get({ id })
    },
    close: () => app.close(),
    [Symbol.asyncDispose]: () => app.close(),
  }
}
