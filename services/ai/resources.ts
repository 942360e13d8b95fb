import type { ImageModel } from 'ai'
import { presets, type RetryPolicy } from 'banyan/resilience'
import type { OpenContext } from 'banyan/service'
import { AnswerCache } from './answers/cache.ts'
import { Ledger } from './budget/ledger.ts'
import { type Chain, openChain } from './models/chain.ts'
import { keyOf } from './models/name.ts'
import { openPainters } from './pictures/painters.ts'
import type { Ai } from './shape.ts'

/** What lives as long as the process. */
export interface Resources {
  readonly chain: Chain
  readonly retry: RetryPolicy
  readonly ledger: Ledger
  readonly answers: AnswerCache
  /** The models that draw. */
  readonly painters: Chain<ImageModel>
}

export function openResources(ctx: OpenContext<Ai>): Resources {
  const { breakers, config, fetch, log } = ctx
  const chain = openChain(config, breakers, fetch)
  const painters = openPainters(config, breakers, fetch)
  for (const { name, price } of [...chain, ...painters])
    if (!price) log.warn({ model: keyOf(name) }, 'no price is known for this model: its calls are recorded as free')
  const base = config.AI_RETRY_PAUSE
  const retry = { ...presets.model.retry, base, cap: 10 * base }
  return { chain, painters, retry, ledger: new Ledger(ctx), answers: new AnswerCache(ctx) }
}
