import { duration, secret } from 'banyan/config'
import * as z from 'zod'
import { keyOf, type ModelName, ModelName as Name, offlineModel } from './models/name.ts'

const OFFICIAL = 'https://api.openai.com/v1'
const url = () => z.url({ protocol: /^https?$/ })

export const config = z
  .object({
    AI_MODELS: z.array(Name).min(1).optional().meta({
      description:
        'Models in the order they are asked. Without it: `openai:gpt-4.1-mini` if there is a key, otherwise `offline`',
      expected: 'models such as openai:gpt-4.1-mini,ollama:llama3.2,offline',
    }),
    OPENAI_API_KEY: secret().optional().describe('Key of the OpenAI-compatible server'),
    OPENAI_BASE_URL: url().default(OFFICIAL).describe('Any OpenAI-compatible server'),
    OLLAMA_BASE_URL: url().default('http://127.0.0.1:11434/v1').describe('The server behind `ollama:` models'),
    AI_ATTEMPT_TIMEOUT: duration().prefault('2m').describe('How long one call of a model may take'),
    AI_IDLE_TIMEOUT: duration().prefault('1m').describe('How long a model may be silent within a call'),
    AI_RETRY_PAUSE: duration()
      .prefault('1s')
      .describe('Wait before a model that failed is asked again; it doubles, up to ten times'),
    AI_OFFLINE_PACE_MS: z
      .int()
      .min(0)
      .max(60_000)
      .default(0)
      .describe('Slows each step of the offline model, for demonstrations'),
  })
  .superRefine(({ AI_MODELS = [], OPENAI_API_KEY, OPENAI_BASE_URL }, ctx) => {
    const refuse = (message: string) => ctx.addIssue({ code: 'custom', path: ['AI_MODELS'], message })
    if (AI_MODELS.slice(0, -1).includes(offlineModel)) refuse('offline always answers: nothing after it is ever asked')
    if (new Set(AI_MODELS.map(keyOf)).size < AI_MODELS.length) refuse('a model is named twice')
    if (AI_MODELS.some(({ provider }) => provider === 'openai') && OPENAI_BASE_URL === OFFICIAL && !OPENAI_API_KEY)
      refuse('openai needs OPENAI_API_KEY, or OPENAI_BASE_URL of a server that asks for no key')
  })
export type Config = z.output<typeof config>

/** The models in the order they are asked. */
export function modelsOf({ AI_MODELS, OPENAI_API_KEY }: Config): readonly ModelName[] {
  return AI_MODELS ?? [OPENAI_API_KEY ? { provider: 'openai', id: 'gpt-4.1-mini' } : offlineModel]
}
