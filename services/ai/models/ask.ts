import type { LanguageModel, ModelMessage } from 'ai'
import type * as z from 'zod'
import { along, type Rejected } from './along.ts'
import type { Answered, Asking } from './asking.ts'
import { complete } from './complete.ts'
import { atMost } from './usage.ts'
import { wireSchema } from './wire-schema.ts'

/** What is asked of whichever model answers first. */
export interface Question<T> {
  /** Names the form of the answer: lower-case words joined by underscores. */
  readonly name: string
  readonly schema: z.ZodType<T>
  readonly instructions: string
  readonly prompt: string
  /** The most that one answer may be long, in tokens. */
  readonly maxTokens: number
  /** The answer of the offline model. */
  readonly offline: () => T
}

export interface AskingInWords extends Asking<LanguageModel> {
  /** Told what there is of an answer while it comes. After another model took over, or the same one again, it begins anew. */
  readonly watch?: (text: string) => void
}

/** Puts a question to the models of a chain: see `along`. An answer that breaks the schema cannot be used. */
export function ask<T>(question: Question<T>, asking: AskingInWords): Promise<Answered<T>> {
  const { instructions, maxTokens, prompt, schema } = question
  const form = wireSchema(schema).jsonSchema
  return along(
    {
      call: (model, rejected) =>
        complete(
          model,
          { ...question, messages: conversation(prompt, rejected) },
          { ...asking, attempt: asking.attemptTimeout, idle: asking.idleTimeout },
        ),
      most: (rejected) => atMost([instructions, conversation(prompt, rejected), form], maxTokens),
      offline: () => schema.parse(question.offline()),
    },
    asking,
  )
}

/** The prompt, and when an answer to it was no good: that answer and what is wrong with it. */
function conversation(prompt: string, rejected: Rejected): ModelMessage[] {
  const first: ModelMessage = { role: 'user', content: prompt }
  if (!rejected) return [first]
  const complaint = `Your answer cannot be used: ${rejected.because}\nAnswer again, with the whole JSON object and nothing else.`
  if (rejected.text === undefined) return [{ role: 'user', content: `${prompt}\n\n${complaint}` }]
  return [first, { role: 'assistant', content: rejected.text }, { role: 'user', content: complaint }]
}
