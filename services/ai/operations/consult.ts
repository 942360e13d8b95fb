import type { Failure } from 'banyan/contract'
import type { Material, Task } from '../generators/generator.ts'
import { ask, type Question } from '../models/ask.ts'
import type { Answered, Asking } from '../models/asking.ts'
import type { Chain } from '../models/chain.ts'
import { NoAnswer } from '../models/no-answer.ts'
import { nothing } from '../models/usage.ts'
import { paced } from '../pace.ts'
import type { GeneratorContext } from '../shape.ts'

/** Puts a task to the models, and each call on record. `watch` is told what there is of the answer while it comes. */
export async function consult<Input, Draft>(
  task: Task<Input, Draft>,
  input: Input,
  material: Material,
  generator: string,
  ctx: GeneratorContext,
  watch?: (text: string) => void,
): Promise<Answered<Draft>> {
  const { config, resources } = ctx
  const question: Question<Draft> = {
    name: generator.replaceAll('-', '_'),
    schema: typeof task.answer === 'function' ? task.answer(input, material) : task.answer,
    instructions: task.instructions,
    prompt: task.prompt(input, material).text,
    maxTokens: config.AI_MAX_OUTPUT_TOKENS,
    offline: () => task.offline(input, material),
  }
  const asking = { ...askingFor(generator, resources.chain, ctx), ...(watch && { watch }) }
  try {
    return await paced(ctx, () => remembered(question, generator, ctx, () => ask(question, asking)))
  } catch (error) {
    throw error instanceof NoAnswer ? failureOf(error, ctx.fail) : error
  }
}

/** With what the models of a chain are asked for a job. */
export function askingFor<Model>(generator: string, chain: Chain<Model>, ctx: GeneratorContext): Asking<Model> {
  const { clock, config, frame, log, random, resources } = ctx
  const account = accountOf(generator, ctx)
  return {
    chain,
    retry: resources.retry,
    attemptTimeout: config.AI_ATTEMPT_TIMEOUT,
    idleTimeout: config.AI_IDLE_TIMEOUT,
    clock,
    random,
    deadline: frame.deadline,
    log,
    reserve: (most) => resources.ledger.reserve(most, account),
    record: (call) => resources.ledger.settle(call, account),
  }
}

const accountOf = (generator: string, { job, user }: GeneratorContext) => ({
  user: user.id,
  job: job.id,
  attempt: job.attempt,
  generator,
})

/** The answer that was given before to the very same question, or a new one, which is kept. */
async function remembered<T>(
  question: Question<T>,
  generator: string,
  ctx: GeneratorContext,
  anew: () => Promise<Answered<T>>,
): Promise<Answered<T>> {
  const { clock, resources, user } = ctx
  const { answers, chain, ledger } = resources
  const [first] = chain
  const key = answers.keyOf(question, user.id, generator, chain)
  if (key === undefined || !first) return anew()
  const began = clock.monotonic()
  const value = await answers.find(key, question)
  if (value === undefined) {
    const answered = await anew()
    // What another model wrote, because the first did not answer, is not what the next who asks should get.
    if (answered.model === first.name.id) await answers.keep(key, answered.value)
    return answered
  }
  const call = { model: first.name, usage: nothing, cost: 0, fault: undefined, reservation: undefined, cached: true }
  await ledger.settle({ ...call, latency: clock.monotonic() - began }, accountOf(generator, ctx))
  return { value, model: first.name.id }
}

/** What the user is told. The offline model does not step in for one that was configured: nobody asked for its text. */
function failureOf({ message, refusals }: NoAnswer, fail: GeneratorContext['fail']): Failure {
  if (refusals.every(({ kind }) => kind === 'unusable' || kind === 'cutOff'))
    // It was asked again and again already: another attempt of the job would cost the same for nothing.
    return fail.outputRejected({ detail: message, retry: false })
  const passing = refusals.some((refusal) => refusal.passing)
  const short = refusals.find(({ kind }) => kind === 'unaffordable')
  // Where another model may answer later, the budget is not what stands in the way.
  if (short?.sentence !== undefined && (short.passing || !passing))
    return fail.budgetExceeded({
      detail: short.sentence,
      retry: short.passing,
      ...(short.retryAfter !== undefined && { retryAfter: short.retryAfter }),
    })
  const waits = refusals.flatMap(({ retryAfter }) => retryAfter ?? [])
  return fail.modelUnavailable({
    detail: message,
    retry: passing,
    ...(waits.length > 0 && { retryAfter: Math.min(...waits) }),
  })
}
