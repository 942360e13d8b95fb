import * as z from 'zod'

/** The servers that can be asked, beside the built-in offline model. */
export const providers = ['openai', 'ollama'] as const
export type Provider = (typeof providers)[number]

/** A model as `AI_MODELS` names it. */
export interface ModelName {
  readonly provider: Provider | 'offline'
  /** As its provider calls it: `gpt-4.1-mini`, `llama3.2:3b`; `offline` for the built-in one. */
  readonly id: string
}

export const offlineModel: ModelName = { provider: 'offline', id: 'offline' }

/** `openai:gpt-4.1-mini` or `offline`. */
export const ModelName = z.string().transform((text, ctx): ModelName => {
  if (text === offlineModel.id) return offlineModel
  const colon = text.indexOf(':')
  const provider = providers.find((name) => name === text.slice(0, colon))
  const id = text.slice(colon + 1)
  if (provider && id !== '') return { provider, id }
  ctx.addIssue({
    code: 'custom',
    message: `"${text}" is no model: use ${providers.map((name) => `${name}:<model>`).join(', ')} or offline`,
  })
  return z.NEVER
})

/** As `AI_MODELS` writes it. */
export const keyOf = ({ provider, id }: ModelName): string => (provider === 'offline' ? id : `${provider}:${id}`)
