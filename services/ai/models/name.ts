import * as z from 'zod'

/** The servers whose models write, beside the built-in offline model. */
export const writers = ['openai', 'anthropic', 'bedrock', 'compatible', 'ollama'] as const
/** The servers whose models draw, beside the built-in offline one. */
export const painters = ['openai', 'compatible', 'replicate'] as const
export type Writer = (typeof writers)[number]
export type Painter = (typeof painters)[number]
export type Provider = Writer | Painter

/** A model as `AI_MODELS` and `AI_PICTURES` name it. */
export interface ModelName<P extends Provider = Provider> {
  readonly provider: P | 'offline'
  /** As its provider calls it: `gpt-4.1-mini`, `llama3.2:3b`; `offline` for the built-in one. */
  readonly id: string
}

export const offlineModel: ModelName<never> = { provider: 'offline', id: 'offline' }

/** `openai:gpt-4.1-mini` or `offline`. */
export const modelName = <P extends Provider>(providers: readonly P[]) =>
  z.string().transform((text, ctx): ModelName<P> => {
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
