import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModel } from 'ai'
import type { Secret } from 'banyan/config'
import type { Fetch } from 'banyan/network'
import type { Config } from '../config.ts'
import type { Writer } from './name.ts'
import { OPENAI } from './settings.ts'

/** The model of a provider, as the SDK speaks to it. */
export function languageModel(provider: Writer, id: string, config: Config, fetch: Fetch): LanguageModel {
  switch (provider) {
    case 'anthropic':
      // The SDK throws without a key; a chain that names this provider has one.
      return createAnthropic({ baseURL: config.ANTHROPIC_BASE_URL, apiKey: revealed(config.ANTHROPIC_API_KEY), fetch })(
        id,
      )
    case 'bedrock':
      return bedrock(config, fetch)(id)
    default:
      return openAICompatible(provider, config, fetch)(id)
  }
}

/** Whoever speaks OpenAI's protocol. */
export function openAICompatible(provider: 'openai' | 'compatible' | 'ollama', config: Config, fetch: Fetch) {
  const server = {
    openai: { baseURL: config.OPENAI_BASE_URL, key: config.OPENAI_API_KEY },
    compatible: { baseURL: config.COMPATIBLE_BASE_URL ?? '', key: config.COMPATIBLE_API_KEY },
    ollama: { baseURL: config.OLLAMA_BASE_URL, key: undefined },
  }[provider]
  return createOpenAICompatible({
    name: provider,
    baseURL: server.baseURL,
    ...(server.key && { apiKey: server.key.reveal() }),
    includeUsage: true,
    supportsStructuredOutputs: true,
    fetch,
    ...(server.baseURL === OPENAI && { transformRequestBody: renamed }),
  })
}

/** OpenAI's newer models refuse the older name of the limit, which is the only one that other servers know. */
const renamed = ({ max_tokens, ...body }: Record<string, unknown>) => ({ ...body, max_completion_tokens: max_tokens })

function bedrock(config: Config, fetch: Fetch) {
  return createAmazonBedrock({
    region: config.BEDROCK_REGION ?? '',
    // Given as empty text, the SDK does not look for them in the environment.
    apiKey: revealed(config.AWS_BEARER_TOKEN_BEDROCK),
    accessKeyId: revealed(config.AWS_ACCESS_KEY_ID),
    secretAccessKey: revealed(config.AWS_SECRET_ACCESS_KEY),
    ...(config.AWS_SESSION_TOKEN && { sessionToken: config.AWS_SESSION_TOKEN.reveal() }),
    ...(config.BEDROCK_BASE_URL !== undefined && { baseURL: config.BEDROCK_BASE_URL }),
    fetch,
  })
}

const revealed = (secret: Secret | undefined): string => secret?.reveal() ?? ''
