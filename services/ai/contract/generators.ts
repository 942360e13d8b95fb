import { query } from 'banyan/contract'
import * as z from 'zod'

export const GeneratorInfo = z
  .object({
    /** Names it in records: `blog-post`. */
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    /** Of the completion event. */
    contentType: z.string(),
    /** The kind of its job: `ai.generateBlogPost`. */
    kind: z.string(),
    method: z.string(),
    path: z.string(),
    /** What it asks beside a model; without it a generation goes on, and says what it did without. */
    needs: z.array(z.enum(['search', 'pictures'])),
    /** Seconds that one attempt may take. */
    deadline: z.number(),
    concurrency: z.object({ total: z.int(), perUser: z.int() }),
    /** What one generation is expected to consume when every call is answered at once. */
    estimate: z.object({
      calls: z.int(),
      inputTokens: z.int(),
      outputTokens: z.int(),
      /** US dollars by the price of the model that is asked first; null when its price is not known. */
      cost: z.number().nullable(),
    }),
    /** An input that it accepts. */
    example: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'GeneratorInfo' })
export type GeneratorInfo = z.infer<typeof GeneratorInfo>

export const generators = query({
  http: 'GET /ai/generators',
  auth: 'user',
  summary: 'What can be generated, what it needs and what it is expected to cost',
  input: z.object({}),
  output: z.array(GeneratorInfo),
})
