import * as z from 'zod'
import { keyOf, type ModelName } from './name.ts'
import type { Usage } from './usage.ts'

/** What a model costs in US dollars: for a million tokens that it reads and writes, or for a picture. */
export type Price = { readonly input: number; readonly output: number } | { readonly picture: number }

/** `openai:my-model=0.5/2` for a million tokens in and out, `replicate:me/painter=0.04` for a picture. */
export const PriceSetting = z
  .string()
  .regex(/^\w+:[^=]+=(\d+(\.\d+)?\/)?\d+(\.\d+)?$/, 'Write openai:my-model=0.5/2, or replicate:me/painter=0.04')
  .transform((text): readonly [model: string, price: Price] => {
    const at = text.lastIndexOf('=')
    const [first = 0, second] = text
      .slice(at + 1)
      .split('/')
      .map(Number)
    return [text.slice(0, at), second === undefined ? { picture: first } : { input: first, output: second }]
  })
export type PriceSetting = z.output<typeof PriceSetting>

/** Of a model; undefined where neither the settings nor the tables know it. */
export function priceOf(name: ModelName, settings: readonly PriceSetting[]): Price | undefined {
  const own = settings.find(([model]) => model === keyOf(name))
  if (own) return own[1]
  switch (name.provider) {
    // What runs on the own machine costs nothing.
    case 'offline':
    case 'ollama':
      return FREE
    case 'openai':
      // A dated snapshot costs what its model costs: `gpt-4.1-mini-2025-04-14`.
      return openai[name.id] ?? openai[name.id.replace(/-\d{4}-\d{2}-\d{2}$/, '')]
    case 'anthropic':
      return anthropic[undated(name.id)]
    case 'bedrock':
      return onBedrock(name.id)
    case 'replicate':
      return replicate[name.id.split(':')[0] ?? '']
    default:
      return undefined
  }
}

/** US dollars of a call that consumed this; undefined where the price is not known. */
export function costOf(
  price: Price | undefined,
  { inputTokens, outputTokens, pictures = 0 }: Usage,
): number | undefined {
  if (!price) return undefined
  if ('picture' in price) return pictures * price.picture
  return (inputTokens * price.input + outputTokens * price.output) / 1_000_000
}

const FREE: Price = { input: 0, output: 0 }

type Table = Readonly<Record<string, Price>>

/** https://platform.openai.com/docs/pricing; pictures as 1536x1024 in medium quality. */
const openai: Table = {
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
  'gpt-image-1': { picture: 0.063 },
  'gpt-image-1-mini': { picture: 0.015 },
}

/** https://platform.claude.com/docs/en/about-claude/pricing */
const anthropic: Table = {
  'claude-opus-4-5': { input: 5, output: 25 },
  'claude-opus-4-1': { input: 15, output: 75 },
  'claude-opus-4': { input: 15, output: 75 },
  'claude-sonnet-4-5': { input: 3, output: 15 },
  'claude-sonnet-4': { input: 3, output: 15 },
  'claude-haiku-4-5': { input: 1, output: 5 },
  'claude-3-7-sonnet': { input: 3, output: 15 },
  'claude-3-5-sonnet': { input: 3, output: 15 },
  'claude-3-5-haiku': { input: 0.8, output: 4 },
  'claude-3-haiku': { input: 0.25, output: 1.25 },
}

/** https://aws.amazon.com/bedrock/pricing, on demand; Claude costs what it costs at Anthropic. */
const bedrock: Table = {
  'amazon.nova-pro': { input: 0.8, output: 3.2 },
  'amazon.nova-lite': { input: 0.06, output: 0.24 },
  'amazon.nova-micro': { input: 0.035, output: 0.14 },
}

/** https://replicate.com/pricing */
const replicate: Table = {
  'black-forest-labs/flux-schnell': { picture: 0.003 },
  'black-forest-labs/flux-dev': { picture: 0.025 },
  'black-forest-labs/flux-1.1-pro': { picture: 0.04 },
}

/** `eu.anthropic.claude-3-5-sonnet-20240620-v1:0`: where it runs, whose it is, its name, its date and its version. */
function onBedrock(id: string): Price | undefined {
  const name = id.replace(/^(us|eu|apac|global)\./, '').replace(/-v\d+(:\d+)?$/, '')
  return name.startsWith('anthropic.') ? anthropic[undated(name.slice('anthropic.'.length))] : bedrock[name]
}

const undated = (id: string): string => id.replace(/-(latest|\d{8})$/, '')
