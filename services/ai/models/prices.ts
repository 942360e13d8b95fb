import type { ModelName } from './name.ts'
import type { Usage } from './usage.ts'

/** US dollars per million tokens, from https://platform.openai.com/docs/pricing. Extend it when you use another model. */
const openai: Readonly<Record<string, { readonly input: number; readonly output: number }>> = {
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
}

/** US dollars; undefined when the table does not know the model. What runs on the own machine costs nothing. */
export function costOf({ provider, id }: ModelName, { inputTokens, outputTokens }: Usage): number | undefined {
  if (provider !== 'openai') return 0
  // A dated snapshot costs what its model costs: `gpt-4.1-mini-2025-04-14`.
  const price = openai[id] ?? openai[id.replace(/-\d{4}-\d{2}-\d{2}$/, '')]
  return price && (inputTokens * price.input + outputTokens * price.output) / 1_000_000
}
