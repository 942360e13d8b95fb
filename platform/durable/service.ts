import type { Context } from '../service/context.ts'
import { type Service, service } from '../service/service.ts'
import { type Lookup, submitBatch } from './batch.ts'
import { type Batch, type Job, jobs } from './contract.ts'
import type { Engine } from './engine.ts'
import type { Scope } from './read.ts'

/** The service behind the `jobs` contract: what users may see of their jobs, and do about them. */
export function jobsService(engine: Engine, lookup: Lookup): Service<typeof jobs> {
  return service(jobs, {
    handle: {
      list: (input, ctx) => engine.list(scopeOf(ctx), input),
      get: ({ id }, ctx) => find(ctx, id),
      async *events({ id, lastEventId }, ctx) {
        await find(ctx, id)
        yield* engine.events(id, lastEventId, ctx.signal)
      },
      async cancel({ id }, ctx) {
        await find(ctx, id)
        await engine.cancel(id)
        return find(ctx, id)
      },
      async retry({ id }, ctx) {
        await find(ctx, id)
        if (!(await engine.retry(id))) throw ctx.fail.notRetryable()
        return find(ctx, id)
      },
      submitBatch: ({ items }, { frame, random }) => submitBatch(engine, lookup, frame, random, items),
      batch: ({ id }, ctx) => findBatch(ctx, id),
      async cancelBatch({ id }, ctx) {
        // One by one: a statement that locked many rows could meet others in another order.
        for (const job of (await findBatch(ctx, id)).jobs) await engine.cancel(job.id)
        return findBatch(ctx, id)
      },
      async retryBatch({ id }, ctx) {
        for (const job of (await findBatch(ctx, id)).jobs) await engine.retry(job.id)
        return findBatch(ctx, id)
      },
    },
  })

  async function find(ctx: Asking<'noSuchJob'>, id: string): Promise<Job> {
    const job = await engine.find(scopeOf(ctx), id)
    if (!job) throw ctx.fail.noSuchJob()
    return job
  }

  async function findBatch(ctx: Asking<'noSuchBatch'>, id: string): Promise<Batch> {
    const batch = await engine.batch(scopeOf(ctx), id)
    if (!batch) throw ctx.fail.noSuchBatch()
    return batch
  }
}

/** Of the context only what tells who asks, and how to say that there is nothing for him. */
type Asking<Code extends string> = Pick<Context<never>, 'user'> & { readonly fail: Readonly<Record<Code, () => Error>> }

/** Everybody has his own jobs; another's do not exist for him. An admin sees all. */
const scopeOf = ({ user }: Pick<Context<never>, 'user'>): Scope =>
  user.roles.includes('admin') ? 'all' : { user: user.id }
