import * as z from 'zod'
import { command, contract, event, job, notFound, query, settle, unavailable } from '../contract/index.ts'
import { tables } from '../store/definition.ts'
import type { OpenContext, ServiceContext, ShapeOf } from './context.ts'
import { service } from './service.ts'
import { use } from './use.ts'

const search = contract('search', {
  web: query({
    auth: 'user',
    input: z.object({ query: z.string() }),
    output: z.object({ total: z.number() }),
    errors: { noIndex: unavailable() },
  }),
})
const auth = contract('auth', {
  userCreated: event('user.created', z.object({ userId: z.string() }), { subject: (e) => e.userId }),
})
const ai = contract('ai', {
  models: query({ auth: 'user', input: z.object({}), output: z.array(z.string()) }),
  rename: command({
    auth: 'user',
    input: z.object({ name: z.string() }),
    output: z.object({ name: z.string() }),
    errors: { noSuchModel: notFound() },
  }),
  research: job({
    http: 'POST /ai/research',
    auth: 'user',
    input: z.object({ topic: z.string() }),
    output: z.object({ text: z.string() }),
  }),
  generated: event('ai.generated', z.object({ userId: z.string() }), { subject: (e) => e.userId }),
})
interface Tables {
  usage: { id: string; tokens: number }
}
const store = tables<Tables>(new URL('./migrations/', import.meta.url))

type Ai = ShapeOf<
  typeof ai,
  { uses: { search: typeof search }; tables: Tables; config: { AI_MODELS?: string | undefined } }
>

const openModels = async (ctx: OpenContext<Ai>) => ({
  models: ctx.config.AI_MODELS ?? 'offline',
})

export const right = service(ai, {
  uses: { search },
  listens: { auth },
  store,
  config: z.object({ AI_MODELS: z.string().optional() }),
  open: openModels,
  handle: {
    models: async (_, ctx) => [ctx.resources.models],
    rename: async ({ name }, { fail }) => {
      if (name === '') throw fail.noSuchModel('none')
      return { name }
    },
    research: async ({ topic }, { call, step, done, emit, user }) => {
      const found = await step('search', () => call.search.web({ query: topic }))
      const settled = await settle(call.search.web({ query: topic }))
      if (!settled.ok && settled.error.code === 'noIndex') throw settled.error
      // @ts-expect-error an error that the operation does not declare
      if (!settled.ok && settled.error.code === 'noSuchCode') throw settled.error
      return done({ text: `${found.total}` }, (tx) => emit.generated(tx, { userId: user.id }))
    },
  },
  on: {
    'auth.userCreated': async (event, tx, ctx) => {
      await tx.insertInto('usage').values({ id: event.data.userId, tokens: 0 }).execute()
      await ctx.enqueue.research(tx, { topic: 'hello' })
    },
  },
  hear: {
    'auth.userCreated': ({ data }, { log }) => log.info({ user: data.userId }),
    // @ts-expect-error an event that it does not listen to
    'auth.userVanished': () => undefined,
  },
  schedules: { nightly: { cron: '0 3 * * *', job: 'research', input: { topic: 'news' } } },
})

export const wrong = service(ai, {
  handle: {
    // @ts-expect-error an output that is not the contract's
    models: () => [1],
    rename: async ({ name }, ctx) => {
      // @ts-expect-error an error that the operation does not declare
      throw ctx.fail.somethingElse(name)
    },
    research: async ({ topic }, ctx) => {
      // @ts-expect-error a service that is not in `uses`
      await ctx.call.search.web({ query: topic })
      return { text: topic }
    },
  },
})

export const silent = service(
  contract('silent', { ping: query({ auth: 'public', input: z.object({}), output: z.string() }) }),
  {
    handle: {
      ping: (_, ctx) => {
        // @ts-expect-error an operation without declared errors has none to raise
        throw ctx.fail.anything()
      },
    },
  },
)

export const guarded = service(ai, {
  uses: {
    search: use(search, {
      breaker: 'external',
      retry: { attempts: 2 },
      fallback: { web: ({ query }, failure, { log }) => ({ total: failure.retry ? query.length : log.level.length }) },
    }),
  },
  handle: {
    models: () => [],
    rename: (input) => input,
    research: async ({ topic }, { call }) => {
      const found = await settle(call.search.web({ query: topic }))
      return { text: found.ok && found.fallback ? 'older' : topic }
    },
  },
})

export const policies = [
  use(search, { fallback: { web: { lastAnswer: '1h' } } }),
  use(search, {
    fallback: {
      web: async (_input, _failure, ctx: ServiceContext<Ai>) => ({ total: ctx.config.AI_MODELS?.length ?? 0 }),
    },
  }),
  // @ts-expect-error a fallback that does not fit the operation's output
  use(search, { fallback: { web: () => ({ count: 1 }) } }),
  // @ts-expect-error an operation that the contract does not have
  use(search, { fallback: { wbe: () => ({ total: 1 }) } }),
  // @ts-expect-error a job is accepted, not answered: it has no fallback
  use(ai, { fallback: { research: () => ({ text: '' }) } }),
  // @ts-expect-error a preset that there is not
  use(search, { breaker: 'strong' }),
]
