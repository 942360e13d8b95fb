/** What a call of a model consumed. */
export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly pictures?: number
  /** True when the answer ended before the provider said how much it was, and the text was counted instead. */
  readonly estimated: boolean
}

export const nothing: Usage = { inputTokens: 0, outputTokens: 0, estimated: false }

/**
 * More than a call can consume: no token is shorter than a byte, and a provider adds no more than a page of its own words
 * to what it is sent.
 */
export function atMost(asked: unknown, maxTokens: number): Usage {
  return { inputTokens: Buffer.byteLength(JSON.stringify(asked)) + 1_000, outputTokens: maxTokens, estimated: true }
}

/** Four characters count as a token: OpenAI's own rule of thumb for English. */
export function estimate(asked: string, answered: string): Usage {
  return { inputTokens: Math.ceil(asked.length / 4), outputTokens: Math.ceil(answered.length / 4), estimated: true }
}
