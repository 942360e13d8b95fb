/** An answer as it goes over the wire. */
export interface Wire {
  /** The content type. */
  readonly type: string
  readonly body: string | Uint8Array
}

/** How a provider's server speaks. A question is the parsed body of a request that asks a model. */
export interface Protocol<Question> {
  /** What a healthy model would say. */
  sample(question: Question): string
  /** What the model says, in whichever form was asked for: whole, or as a stream. */
  answer(question: Question, content: string, finish: 'stop' | 'length'): Wire
  /** The beginning of an answer, and then the server's word that it failed. */
  midway(question: Question, content: string): Wire
  /** What is no answer of the protocol: it ends in the middle of its first piece. */
  malformed(question: Question): Wire
  /** An error in the provider's own form. */
  error(status: number, message: string): Wire & { readonly headers?: Readonly<Record<string, string>> }
}

/** Four characters count as a token, as a rule of thumb says. */
export const tokens = (text: string): number => Math.ceil(text.length / 4)

/** As a model sends its words: a few at a time. */
export const pieces = (text: string): string[] => text.match(/[\s\S]{1,24}/g) ?? []

/** Server-sent events of a protocol that names them. */
export const events = (all: readonly (readonly [event: string, data: object])[]): string =>
  all.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('')
