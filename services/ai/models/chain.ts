import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModel } from 'ai'
import { type Breaker, type Breakers, presets } from 'banyan/resilience'
import { type Config, modelsOf } from '../config.ts'
import { type FaultKind, ModelFault } from './fault.ts'
import { keyOf, type ModelName, type Provider } from './name.ts'

/** A model that is asked over the network. Its breaker is its own: a server may serve one model and fail with another. */
export interface Remote {
  readonly model: LanguageModel
  readonly breaker: Breaker
  /** How its last call ended, and when in milliseconds since the epoch. */
  last: { readonly at: number; readonly fault: FaultKind | undefined } | undefined
}

/** The offline model has no `remote`. */
export interface ChainModel {
  readonly name: ModelName
  readonly remote: Remote | undefined
}

/** The models in the order they are asked. */
export type Chain = readonly ChainModel[]

export function openChain(config: Config, breakers: Breakers): Chain {
  return modelsOf(config).map((name) => {
    if (name.provider === 'offline') return { name, remote: undefined }
    const breaker = breakers.named(keyOf(name), presets.model.breaker, (error) =>
      error instanceof ModelFault ? error.verdict : 'nothing',
    )
    return { name, remote: { model: languageModel(name.provider, name.id, config), breaker, last: undefined } }
  })
}

function languageModel(provider: Provider, id: string, config: Config): LanguageModel {
  const server = {
    openai: { baseURL: config.OPENAI_BASE_URL, apiKey: config.OPENAI_API_KEY },
    ollama: { baseURL: config.OLLAMA_BASE_URL, apiKey: undefined },
  }[provider]
  return createOpenAICompatible({
    name: provider,
    baseURL: server.baseURL,
    ...(server.apiKey && { apiKey: server.apiKey.reveal() }),
    includeUsage: true,
    supportsStructuredOutputs: true,
  })(id)
}
