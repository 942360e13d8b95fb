import { type Duration, downstreamFailed, type Job, job, limited, type Schema, unavailable } from 'banyan/contract'
import * as z from 'zod'

const errors = {
  modelUnavailable: unavailable('AI service temporarily unavailable'),
  outputRejected: downstreamFailed('No model gave a usable answer'),
  budgetExceeded: limited('The budget is used up'),
}

interface Generation<I extends Schema, O extends Schema> {
  readonly http: `POST /ai/${string}`
  readonly summary: string
  readonly input: I
  readonly output: O
  /** What stands in the documentation, and in `GET /ai/generators`. */
  readonly example: z.input<I>
  /** Bound of one attempt. Default 5m. */
  readonly deadline?: Duration
  /** How many run at once: of all users, and of one. Default 10 and 2. */
  readonly concurrency?: { readonly total: number; readonly perUser: number }
}

/** The job behind one kind of content: all of them are for users, and fail in the same ways. */
export const generation = <I extends Schema, O extends Schema>({
  input,
  example,
  deadline = '5m',
  concurrency = { total: 10, perUser: 2 },
  ...rest
}: Generation<I, O>): Job<I, O, typeof errors> =>
  job({ ...rest, auth: 'user', errors, deadline, concurrency, input: input.meta({ examples: [example] }) })

/** A text of somebody, without spaces around it. */
export const text = (max: number) =>
  z
    .string()
    .regex(/^[^\0]*$/, 'Leave out the null character')
    .trim()
    .min(1, 'Write something')
    .max(max)

export const topic = z
  .string()
  .regex(/^[^\0]*$/, 'Leave out the null character')
  .trim()
  .min(3, 'Write at least three characters')
  .max(300)

/** Facts that a text may use. */
export const context = z
  .string()
  .regex(/^[^\0]*$/, 'Leave out the null character')
  .max(8000)

/** Which model wrote something. `offline` is the built-in one that needs no provider. */
export const model = z.string()

/** A page that a text builds on. */
export const SourcePage = z
  .object({ title: z.string(), url: z.string(), snippet: z.string() })
  .meta({ id: 'SourcePage' })
export type SourcePage = z.infer<typeof SourcePage>

/** Of everything that is made of what a search finds. */
export const searched = {
  /** The pages that were found. */
  sources: z.array(SourcePage),
  model,
  /** What had to be done without, e.g. `search`, or `fresh search` where the pages are an old answer. */
  degraded: z.array(z.string()),
}

export const sentiments = ['positive', 'neutral', 'negative'] as const
export const Sentiment = z.enum(sentiments).meta({ id: 'Sentiment' })
export type Sentiment = z.infer<typeof Sentiment>
