import { loadConfig } from 'banyan/config'
import { describe, expect, test } from 'vitest'
import { config, modelsOf } from './config.ts'
import { keyOf } from './models/name.ts'

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
  ])('%j is %j', (env, models) => {
    expect(modelsOf(load(env as Record<string, string>)).map(keyOf)).toEqual(models)
  })

  test.each([
    [{ AI_MODELS: 'gpt-5' }, '"gpt-5" is no model: use openai:<model>, ollama:<model> or offline'],
    [{ AI_MODELS: 'claude:opus' }, '"claude:opus" is no model'],
    [{ AI_MODELS: 'openai:' }, '"openai:" is no model'],
    [{ AI_MODELS: 'offline,ollama:a' }, 'offline always answers: nothing after it is ever asked'],
    [{ AI_MODELS: 'ollama:a,ollama:a' }, 'a model is named twice'],
    [{ AI_MODELS: 'openai:gpt-5' }, 'openai needs OPENAI_API_KEY'],
    [{ OPENAI_BASE_URL: 'localhost:8000' }, 'OPENAI_BASE_URL'],
    [{ AI_OFFLINE_PACE_MS: '-1' }, 'AI_OFFLINE_PACE_MS'],
  ])('%j stops the start', (env, message) => {
    expect(() => load(env as unknown as Record<string, string>)).toThrow(message)
  })

  test('the key cannot be printed', () => {
    expect(JSON.stringify(load({ OPENAI_API_KEY: 'sk-1' }))).not.toContain('sk-1')
  })
})
