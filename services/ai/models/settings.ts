import type * as z from 'zod'
import type { Config } from '../config.ts'
import { keyOf, type ModelName, offlineModel, type Provider, type Writer } from './name.ts'
import { priceOf } from './prices.ts'

/** OpenAI's own server. */
export const OPENAI = 'https://api.openai.com/v1'

/** The models in the order they are asked. */
export function modelsOf(config: Config): readonly ModelName<Writer>[] {
  const { AI_MODELS, OPENAI_API_KEY, ANTHROPIC_API_KEY, BEDROCK_MODEL_ID } = config
  if (AI_MODELS) return AI_MODELS
  const found: ModelName<Writer>[] = [
    ...(OPENAI_API_KEY ? [{ provider: 'openai', id: 'gpt-4.1-mini' } as const] : []),
    ...(ANTHROPIC_API_KEY ? [{ provider: 'anthropic', id: 'claude-haiku-4-5' } as const] : []),
    ...(BEDROCK_MODEL_ID === undefined ? [] : [{ provider: 'bedrock', id: BEDROCK_MODEL_ID } as const]),
  ]
  return found.length > 0 ? found : [offlineModel]
}

/** What the settings of models must have together, which none says of itself. */
export function checkModels(config: Config, ctx: z.core.$RefinementCtx<Config>): void {
  const refuse = (name: keyof Config, message: string) => ctx.addIssue({ code: 'custom', path: [name], message })
  for (const [setting, chain] of [
    ['AI_MODELS', modelsOf(config)],
    ['AI_PICTURES', config.AI_PICTURES],
  ] as const) {
    if (chain.slice(0, -1).includes(offlineModel))
      refuse(setting, 'offline always answers: nothing after it is ever asked')
    if (new Set(chain.map(keyOf)).size < chain.length) refuse(setting, 'a model is named twice')
    for (const provider of new Set(chain.map(({ provider }) => provider))) {
      const missing = provider === 'offline' ? undefined : missingFor(provider, config)
      if (missing !== undefined) refuse(setting, `${provider} needs ${missing}`)
    }
    const unpriced = chain.filter((name) => !priceOf(name, config.AI_PRICES))
    const [budget] = (['AI_BUDGET_PER_USER', 'AI_BUDGET_TOTAL'] as const).filter((name) => config[name] !== undefined)
    if (budget && unpriced[0])
      refuse(budget, `a budget needs the price of each model: add ${example(unpriced[0], setting)} to AI_PRICES`)
  }
}

/** What a provider cannot be asked without; undefined where all is there. */
function missingFor(provider: Provider, config: Config): string | undefined {
  switch (provider) {
    case 'openai':
      return config.OPENAI_API_KEY || config.OPENAI_BASE_URL !== OPENAI
        ? undefined
        : 'OPENAI_API_KEY, or OPENAI_BASE_URL of a server that asks for no key'
    case 'anthropic':
      return config.ANTHROPIC_API_KEY ? undefined : 'ANTHROPIC_API_KEY'
    case 'bedrock': {
      if (config.BEDROCK_REGION === undefined) return 'BEDROCK_REGION'
      const signed = config.AWS_ACCESS_KEY_ID && config.AWS_SECRET_ACCESS_KEY
      return signed || config.AWS_BEARER_TOKEN_BEDROCK ? undefined : 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'
    }
    case 'compatible':
      return config.COMPATIBLE_BASE_URL === undefined ? 'COMPATIBLE_BASE_URL' : undefined
    case 'replicate':
      return config.REPLICATE_API_TOKEN ? undefined : 'REPLICATE_API_TOKEN'
    case 'ollama':
      return undefined
  }
}

const example = (name: ModelName, setting: 'AI_MODELS' | 'AI_PICTURES'): string =>
  `${keyOf(name)}=${setting === 'AI_MODELS' ? '<in>/<out>' : '<for a picture>'}`
