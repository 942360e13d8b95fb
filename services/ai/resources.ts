import { presets, type RetryPolicy } from 'banyan/resilience'
import type { OpenContext } from 'banyan/service'
import { type Chain, openChain } from './models/chain.ts'
import { keyOf } from './models/name.ts'
import { costOf } from './models/prices.ts'
import { nothing } from './models/usage.ts'
import type { Ai } from './shape.ts'

/** What lives as long as the process. */
export interface Resources {
  readonly chain: Chain
  readonly retry: RetryPolicy
}

export function openResources({ breakers, config, log }: OpenContext<Ai>): Resources {
  const chain = openChain(config, breakers)
  for (const { name } of chain)
    if (costOf(name, nothing) === undefined)
      log.warn({ model: keyOf(name) }, 'no price is known for this model: its calls are recorded as free')
  const base = config.AI_RETRY_PAUSE
  return { chain, retry: { ...presets.model.retry, base, cap: 10 * base } }
}
