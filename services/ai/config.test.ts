import { loadConfig } from 'banyan/config'
import { describe, expect, test } from 'vitest'
import { config } from './config.ts'
import { keyOf } from './models/name.ts'
import { modelsOf } from './models/settings.ts'

const aws = { BEDROCK_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' }
const load = (env: Record<string, string>) => loadConfig({ env, schemas: { ai: config } }).services.ai

describe('the chain of models', () => {
  test.each([
    [{}, ['offline']],
    [{ OPENAI_API_KEY: 'sk-1' }, ['openai:gpt-4.1-mini']],
    [{ OPENAI_API_KEY: 'sk-1', AI_MODELS: 'offline' }, ['offline']],
    [
      { OPENAI_API_KEY: 'sk-1', AI_MODELS: 'openai:gpt-5, ollama:llama3.2:3b, offline' },
      ['openai:gpt-5', 'ollama:llama3.2:3b', 'offline'],
    ],
    [{ OPENAI_BASE_URL: 'http://localhost:8000/v1', AI_MODELS: 'openai:mine' }, ['openai:mine']],
    [{ ANTHROPIC_API_KEY: 'sk-2' }, ['anthropic:claude-haiku-4-5']],
    [{ ...aws, BEDROCK_MODEL_ID: 'amazon.nova-lite-v1:0' }, ['bedrock:amazon.nova-lite-v1:0']],
    [
      { ...aws, OPENAI_API_KEY: 'sk-1', ANTHROPIC_API_KEY: 'sk-2', BEDROCK_MODEL_ID: 'a.b-v1:0' },
      ['openai:gpt-4.1-mini', 'anthropic:claude-haiku-4-5', 'bedrock:a.b-v1:0'],
    ],
    // Keys of AWS may be there for another reason.
    [aws, ['offline']],
  ])('%j is %j', (env, models) => {
    expect(modelsOf(load(env as Record<string, string>)).map(keyOf)).toEqual(models)
  })

  test.each([
    [{ AI_MODELS: 'gpt-5' }, '"gpt-5" is no model: use openai:<model>, anthropic:<model>, bedrock:<model>'],
    [{ AI_MODELS: 'claude:opus' }, '"claude:opus" is no model'],
    [{ AI_MODELS: 'openai:' }, '"openai:" is no model'],
    [{ AI_MODELS: 'offline,ollama:a' }, 'offline always answers: nothing after it is ever asked'],
    [{ AI_MODELS: 'ollama:a,ollama:a' }, 'a model is named twice'],
    [{ AI_MODELS: 'openai:gpt-5' }, 'openai needs OPENAI_API_KEY'],
    [{ AI_MODELS: 'anthropic:claude-haiku-4-5' }, 'anthropic needs ANTHROPIC_API_KEY'],
    [{ AI_MODELS: 'compatible:mine' }, 'compatible needs COMPATIBLE_BASE_URL'],
    [{ AI_MODELS: 'bedrock:a', ...aws, BEDROCK_REGION: '' }, 'bedrock needs BEDROCK_REGION'],
    [
      { BEDROCK_MODEL_ID: 'a', BEDROCK_REGION: 'eu-central-1' },
      'bedrock needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    ],
    [{ AI_PICTURES: 'replicate:a/b' }, 'replicate needs REPLICATE_API_TOKEN'],
    [{ AI_PICTURES: 'anthropic:claude' }, '"anthropic:claude" is no model: use openai:<model>'],
    [{ AI_PRICES: 'mine=1' }, 'Write openai:my-model=0.5/2'],
    [{ AI_BUDGET_TOTAL: '0' }, 'AI_BUDGET_TOTAL'],
    [
      { OPENAI_API_KEY: 'sk-1', AI_MODELS: 'openai:mine', AI_BUDGET_PER_USER: '5' },
      'AI_BUDGET_PER_USER: "5" is refused. a budget needs the price of each model: add openai:mine=<in>/<out> to AI_PRICES',
    ],
    [{ OPENAI_BASE_URL: 'localhost:8000' }, 'OPENAI_BASE_URL'],
    [{ AI_OFFLINE_PACE_MS: '-1' }, 'AI_OFFLINE_PACE_MS'],
  ])('%j stops the start', (env, message) => {
    expect(() => load(env as unknown as Record<string, string>)).toThrow(message)
  })

  test('a budget goes with models whose prices are known', () => {
    const env = { OPENAI_API_KEY: 'sk-1', AI_MODELS: 'openai:mine,ollama:a,offline', AI_BUDGET_TOTAL: '5' }
    expect(load({ ...env, AI_PRICES: 'openai:mine=0.5/2' })).toMatchObject({ AI_BUDGET_TOTAL: 5 })
  })

  test('the key cannot be printed', () => {
    expect(JSON.stringify(load({ OPENAI_API_KEY: 'sk-1' }))).not.toContain('sk-1')
  })
})
