import type { Done } from 'banyan/service'
import type { Generator, Material, Queries, Search } from '../generators/generator.ts'
import { paced } from '../pace.ts'
import { find } from '../research/find.ts'
import { read } from '../research/read.ts'
import type { GeneratorContext } from '../shape.ts'
import { tokensOf } from '../store/model-calls.ts'
import { consult } from './consult.ts'
import { illustrate } from './illustrate.ts'
import { textsOf } from './show.ts'

/**
 * The handler that carries a generator out. Whatever is paid for is a step, so that a further attempt finds it done; the
 * completion event commits with the result.
 */
export const generate =
  <Input, Draft, Output>(generator: Generator<Input, Draft, Output>) =>
  async (input: Input, ctx: GeneratorContext): Promise<Done<Output>> => {
    const { clock, done, emit, job, progress, step, user } = ctx
    const begun = await step('begin', async () => clock.now())
    const material = generator.search ? await research(generator.search, input, generator.id, ctx) : NOTHING

    await progress(70, generator.write.says)
    const { value, model } = await step('write', () =>
      consult(generator.write, input, material, generator.id, ctx, (text) => ctx.partial(() => textsOf(text))),
    )
    const wish = generator.picture?.(value, input)
    const picture = wish ? await illustrate(wish, generator.id, ctx) : null
    const without = wish && !picture ? ['picture'] : []
    const used = { ...material, degraded: [...material.degraded, ...without] }
    const output = generator.finish(value, { input, material: used, model, picture })

    const topic = generator.topic?.(input)
    return done(output, async (tx) =>
      emit.generated(tx, {
        timestamp: new Date(clock.now()).toISOString(),
        userId: user.id,
        contentType: generator.contentType,
        metadata: {
          ...(topic !== undefined && { topic }),
          duration: clock.now() - begun,
          tokensUsed: await tokensOf(tx, job.id),
        },
      }),
    )
  }

const NOTHING: Material = { sources: [], degraded: [] }

/** Plan, search, read. A search that is down is done without. */
async function research<Input>(
  search: Search<Input>,
  input: Input,
  id: string,
  ctx: GeneratorContext,
): Promise<Material> {
  const { progress, step } = ctx
  const queries = 'plan' in search ? await planned(search.plan, input, id, ctx) : search.queries(input)

  await progress(20, `Searching for ${named(queries.web)}`)
  const found = await find(queries, ctx)

  await progress(45, found.results.length === 0 ? 'No sources to read' : `Reading ${found.results.length} sources`)
  const sources = await step('read', () => paced(ctx, () => read(found.results, ctx)))
  return { sources, degraded: found.degraded }
}

async function planned<Input>(
  plan: Extract<Search<Input>, { plan: unknown }>['plan'],
  input: Input,
  id: string,
  ctx: GeneratorContext,
): Promise<Queries> {
  await ctx.progress(5, plan.says)
  return { web: (await ctx.step('plan', () => consult(plan, input, NOTHING, id, ctx))).value.queries }
}

/** The first three in quotes, and how many more there are. */
function named(queries: readonly string[]): string {
  const quoted = queries.slice(0, 3).map((query) => `“${query}”`)
  return quoted.join(', ') + (queries.length > 3 ? ` and ${queries.length - 3} more` : '')
}
