/** What a call of a model consumed. */
export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
  /** True when the answer ended before the provider said how much it was, and the text was counted instead. */
  readonly estimated: boolean
}

export const nothing: Usage = { inputTokens: 0, outputTokens: 0, estimated: false }

/** Four characters count as a token: OpenAI's own rule of thumb for English. */
export function estimate(asked: string, answered: string): Usage {
  return { inputTokens: Math.ceil(asked.length / 4), outputTokens: Math.ceil(answered.length / 4), estimated: true }
}
