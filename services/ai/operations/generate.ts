import type { Failure } from 'banyan/contract'
import type { Done } from 'banyan/service'
import type { Generator, Material, Plan, Task } from '../generators/generator.ts'
import { type Answered, ask } from '../models/ask.ts'
import { NoAnswer } from '../models/no-answer.ts'
import { paced } from '../pace.ts'
import { find } from '../research/find.ts'
import { read } from '../research/read.ts'
import type { GeneratorContext } from '../shape.ts'
import { recordCall, tokensOf } from '../store/model-calls.ts'

/**
 * The handler that carries a generator out. Whatever is paid for is a step, so that a further attempt finds it done; the
 * completion event commits with the result.
 */
export const generate =
  <Input, Draft, Output>(generator: Generator<Input, Draft, Output>) =>
  async (input: Input, ctx: GeneratorContext): Promise<Done<Output>> => {
    const { clock, done, emit, job, progress, step, user } = ctx
    const begun = await step('begin', async () => clock.now())
    const material = generator.plan ? await research(generator.plan, input, generator.id, ctx) : NOTHING

    await progress(70, generator.write.says)
    const { value, model } = await step('write', () => consult(generator.write, input, material, generator.id, ctx))

    return done(generator.finish(value, material, model), async (tx) =>
      emit.generated(tx, {
        timestamp: new Date(clock.now()).toISOString(),
        userId: user.id,
        contentType: generator.contentType,
        metadata: {
          topic: generator.topic(input),
          duration: clock.now() - begun,
          tokensUsed: await tokensOf(tx, job.id),
        },
      }),
    )
  }

const NOTHING: Material = { sources: [], degraded: [] }

/** Plan, search, read. A search that is down is done without. */
async function research<Input>(
  plan: Task<Input, Plan>,
  input: Input,
  id: string,
  ctx: GeneratorContext,
): Promise<Material> {
  const { progress, step } = ctx
  await progress(5, plan.says)
  const { queries } = (await step('plan', () => consult(plan, input, NOTHING, id, ctx))).value

  await progress(20, `Searching for ${queries.map((query) => `“${query}”`).join(', ')}`)
  const found = await find(queries, ctx)

  await progress(45, found.results.length === 0 ? 'No sources to read' : `Reading ${found.results.length} sources`)
  const sources = await step('read', () => paced(ctx, () => read(found.results, ctx)))
  return { sources, degraded: found.degraded }
}

/** Puts a task to the models, and each call on record. */
async function consult<Input, Draft>(
  task: Task<Input, Draft>,
  input: Input,
  material: Material,
  generator: string,
  ctx: GeneratorContext,
): Promise<Answered<Draft>> {
  const { config, frame, job, resources, user } = ctx
  try {
    return await paced(ctx, () =>
      ask(
        {
          name: generator.replaceAll('-', '_'),
          schema: task.answer,
          instructions: task.instructions,
          prompt: task.prompt(input, material).text,
          offline: () => task.offline(input, material),
        },
        {
          chain: resources.chain,
          retry: resources.retry,
          attemptTimeout: config.AI_ATTEMPT_TIMEOUT,
          idleTimeout: config.AI_IDLE_TIMEOUT,
          clock: ctx.clock,
          random: ctx.random,
          deadline: frame.deadline,
          log: ctx.log,
          record: (call) => recordCall(call, { user: user.id, job: job.id, generator }, ctx),
        },
      ),
    )
  } catch (error) {
    throw error instanceof NoAnswer ? failureOf(error, ctx.fail) : error
  }
}

/** What the user is told. The offline model does not step in for one that was configured: nobody asked for its text. */
function failureOf({ message, refusals }: NoAnswer, fail: GeneratorContext['fail']): Failure {
  if (refusals.every(({ kind }) => kind === 'unusable' || kind === 'cutOff'))
    // It was asked again and again already: another attempt of the job would cost the same for nothing.
    return fail.outputRejected({ detail: message, retry: false })
  const waits = refusals.flatMap(({ retryAfter }) => retryAfter ?? [])
  return fail.modelUnavailable({
    detail: message,
    retry: refusals.some(({ passing }) => passing),
    ...(waits.length > 0 && { retryAfter: Math.min(...waits) }),
  })
}
