import type { LanguageModel } from 'ai'
import type { Fetch } from 'banyan/network'
import { type Breaker, type Breakers, presets } from 'banyan/resilience'
import type { Config } from '../config.ts'
import { type FaultKind, ModelFault } from './fault.ts'
import { keyOf, type ModelName } from './name.ts'
import { type Price, priceOf } from './prices.ts'
import { languageModel } from './servers.ts'
import { modelsOf } from './settings.ts'

/** A model that is asked over the network. Its breaker is its own: a server may serve one model and fail with another. */
export interface Remote<Model> {
  readonly model: Model
  readonly breaker: Breaker
  /** How its last call ended, and when in milliseconds since the epoch. */
  last: { readonly at: number; readonly fault: FaultKind | undefined } | undefined
  /** Until when it has asked not to be asked, in milliseconds since the epoch. */
  restsUntil: number
}

/** The offline model has no `remote`. */
export interface ChainModel<Model = LanguageModel> {
  readonly name: ModelName
  /** Undefined where it is not known. */
  readonly price: Price | undefined
  readonly remote: Remote<Model> | undefined
}

/** The models in the order they are asked. */
export type Chain<Model = LanguageModel> = readonly ChainModel<Model>[]

/** The models that write. */
export const openChain = (config: Config, breakers: Breakers, fetch: Fetch): Chain =>
  modelsOf(config).map(({ provider, id }) =>
    chained(
      { provider, id },
      provider === 'offline' ? undefined : languageModel(provider, id, config, fetch),
      config,
      breakers,
    ),
  )

/** A link of a chain; without a model it is the offline one. */
export function chained<Model>(
  name: ModelName,
  model: Model | undefined,
  { AI_PRICES }: Config,
  breakers: Breakers,
): ChainModel<Model> {
  const price = priceOf(name, AI_PRICES)
  if (model === undefined) return { name, price, remote: undefined }
  const breaker = breakers.named(keyOf(name), presets.model.breaker, (error) =>
    error instanceof ModelFault ? error.verdict : 'nothing',
  )
  return { name, price, remote: { model, breaker, last: undefined, restsUntil: 0 } }
}
