import { duration, secret } from 'banyan/config'
import * as z from 'zod'
import { modelName, offlineModel, painters, writers } from './models/name.ts'
import { PriceSetting } from './models/prices.ts'
import { checkModels, OPENAI } from './models/settings.ts'

const url = () => z.url({ protocol: /^https?$/ })
const dollars = () => z.number().positive().max(10_000_000)

export const config = z
  .object({
    AI_MODELS: z.array(modelName(writers)).min(1).optional().meta({
      description:
        'Models in the order they are asked. Without it: one of each provider for which there is a key, otherwise `offline`',
      expected: 'models such as openai:gpt-4.1-mini,anthropic:claude-haiku-4-5,offline',
    }),
    OPENAI_API_KEY: secret().optional().describe('Key of the server behind `openai:` models'),
    OPENAI_BASE_URL: url().default(OPENAI).describe('OpenAI, or any server that speaks its protocol'),
    ANTHROPIC_API_KEY: secret().optional().describe('Key of the server behind `anthropic:` models'),
    ANTHROPIC_BASE_URL: url().default('https://api.anthropic.com/v1').describe('The server behind `anthropic:` models'),
    BEDROCK_MODEL_ID: z
      .string()
      .optional()
      .describe('The model of Amazon Bedrock that is asked where AI_MODELS is not set'),
    BEDROCK_REGION: z.string().optional().describe('The AWS region of `bedrock:` models'),
    BEDROCK_BASE_URL: url().optional().describe('Another endpoint of Bedrock than that of the region'),
    AWS_ACCESS_KEY_ID: secret().optional().describe('Signs requests to Bedrock, with the next'),
    AWS_SECRET_ACCESS_KEY: secret().optional().describe('Signs requests to Bedrock'),
    AWS_SESSION_TOKEN: secret().optional().describe('Belongs to temporary AWS keys'),
    AWS_BEARER_TOKEN_BEDROCK: secret().optional().describe('A key of Bedrock in place of AWS keys'),
    COMPATIBLE_API_KEY: secret().optional().describe('Key of the server behind `compatible:` models'),
    COMPATIBLE_BASE_URL: url().optional().describe('One more server that speaks the protocol of OpenAI'),
    OLLAMA_BASE_URL: url().default('http://127.0.0.1:11434/v1').describe('The server behind `ollama:` models'),
    AI_PICTURES: z.array(modelName(painters)).min(1).default([offlineModel]).meta({
      description: 'Models that draw pictures, in the order they are asked',
      expected: 'models such as openai:gpt-image-1,replicate:black-forest-labs/flux-schnell,offline',
    }),
    REPLICATE_API_TOKEN: secret().optional().describe('Key of the server behind `replicate:` models'),
    REPLICATE_BASE_URL: url().default('https://api.replicate.com/v1').describe('The server behind `replicate:` models'),
    AI_ATTEMPT_TIMEOUT: duration().prefault('2m').describe('How long one call of a model may take'),
    AI_IDLE_TIMEOUT: duration().prefault('1m').describe('How long a model may be silent within a call'),
    AI_MAX_OUTPUT_TOKENS: z
      .int()
      .min(100)
      .max(200_000)
      .default(8_000)
      .describe('The most that one call may write: what it costs at worst is known before'),
    AI_RETRY_PAUSE: duration()
      .prefault('1s')
      .describe('Wait before a model that failed is asked again; it doubles, up to ten times'),
    AI_PRICES: z.array(PriceSetting).default([]).meta({
      description:
        'Prices in US dollars of models that are not known here: for a million tokens in and out, or a picture',
      expected: 'prices such as openai:my-model=0.5/2,replicate:me/painter=0.04',
    }),
    AI_BUDGET_PER_USER: dollars()
      .optional()
      .describe('What the models may cost for one user in a month, in US dollars'),
    AI_BUDGET_TOTAL: dollars().optional().describe('What the models may cost for all users in a month, in US dollars'),
    AI_CACHE_TTL: duration()
      .optional()
      .describe('How long the answer to the very same request is given again; off without it'),
    AI_CACHE_SCOPE: z
      .enum(['user', 'all'])
      .default('user')
      .describe('Who gets it again: the user who asked first, or all who ask the same'),
    AI_OFFLINE_PACE_MS: z
      .int()
      .min(0)
      .max(60_000)
      .default(0)
      .describe('Slows each step of the offline model, for demonstrations'),
  })
  .superRefine(checkModels)
export type Config = z.output<typeof config>
