import { httpMapping, type Job, ms } from 'banyan/contract'
import type { Handler } from 'banyan/service'
import { ai, type GeneratorInfo } from '../contract.ts'
import type { Estimate } from '../generators/generator.ts'
import { type JobName, generators as registry } from '../generators/index.ts'
import type { ChainModel } from '../models/chain.ts'
import type { Ai } from '../shape.ts'

export const generators: Handler<Ai, 'generators'> = (_, { resources: { chain } }) =>
  // The registry has a generator for each job of the contract, and no other: its type says so.
  (Object.keys(registry) as JobName[]).map((name) => infoOf(name, chain[0]))

function infoOf(name: JobName, first: ChainModel | undefined): GeneratorInfo {
  const { id, title, contentType, search, estimate, ...generator } = registry[name]
  const job: Job = ai.members[name]
  const { method, path } = httpMapping(job) ?? { method: 'POST', path: '' }
  const [example = {}] = (job.input.meta()?.examples ?? []) as Record<string, unknown>[]
  return {
    id,
    title,
    summary: job.summary ?? title,
    contentType,
    kind: `ai.${name}`,
    method,
    path,
    needs: [...(search ? ['search' as const] : []), ...('picture' in generator ? ['pictures' as const] : [])],
    deadline: ms(job.deadline ?? '5m') / 1000,
    concurrency: { total: job.concurrency?.total ?? 0, perUser: job.concurrency?.perUser ?? 0 },
    estimate: { ...estimate, cost: costOf(estimate, first?.price) },
    example,
  }
}

/** US dollars; null where the price is not known. */
function costOf({ inputTokens, outputTokens }: Estimate, price: ChainModel['price']): number | null {
  if (!price || !('input' in price)) return null
  return (inputTokens * price.input + outputTokens * price.output) / 1_000_000
}
