import { startFakeAnthropic } from 'banyan/testing/anthropic/server'
import { startFakeBedrock } from 'banyan/testing/bedrock/server'
import type { Fault } from 'banyan/testing/model-server/fault'
import type { ReceivedRequest } from 'banyan/testing/model-server/recorder'
import { startFakeOpenAI } from 'banyan/testing/openai/server'

/** A provider's server that does as it is told, and the settings with which it is asked. */
export interface FakeProvider extends AsyncDisposable {
  /** As `AI_MODELS` names the model. */
  readonly model: string
  readonly env: Readonly<Record<string, string>>
  readonly requests: readonly ReceivedRequest<unknown>[]
  respond(answer: string | object): void
  fail(fault: Fault, rule?: { readonly times?: number }): void
  arrived(count: number): Promise<ReceivedRequest<unknown>>
  reset(): void
}

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a/secret+key', region: 'eu-central-1' }
export const aws = {
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  BEDROCK_REGION: keys.region,
}

/** Every way in which a model is asked. */
export const fakeProviders: Readonly<Record<string, () => Promise<FakeProvider>>> = {
  async openai() {
    const server = await startFakeOpenAI({ port: 0, apiKey: 'sk-openai' })
    return Object.assign(server, {
      model: 'openai:gpt-4.1-mini',
      env: { OPENAI_API_KEY: 'sk-openai', OPENAI_BASE_URL: server.url },
    })
  },
  async compatible() {
    const server = await startFakeOpenAI({ port: 0 })
    return Object.assign(server, { model: 'compatible:mine', env: { COMPATIBLE_BASE_URL: server.url } })
  },
  /** Writes an answer of the form that is asked for. */
  anthropic: () => anthropic('claude-haiku-4-5'),
  /** Calls a tool that takes the form. */
  olderAnthropic: () => anthropic('claude-3-5-haiku-20241022'),
  bedrock: () => bedrock('eu.anthropic.claude-3-5-sonnet-20240620-v1:0'),
  newerBedrock: () => bedrock('anthropic.claude-sonnet-4-5-20250929-v1:0'),
  nova: () => bedrock('amazon.nova-lite-v1:0'),
}

async function anthropic(id: string): Promise<FakeProvider> {
  const server = await startFakeAnthropic({ port: 0, apiKey: 'sk-ant' })
  return Object.assign(server, {
    model: `anthropic:${id}`,
    env: { ANTHROPIC_API_KEY: 'sk-ant', ANTHROPIC_BASE_URL: server.url },
  })
}

async function bedrock(id: string): Promise<FakeProvider> {
  const server = await startFakeBedrock({ port: 0, keys })
  return Object.assign(server, { model: `bedrock:${id}`, env: { ...aws, BEDROCK_BASE_URL: server.url } })
}
