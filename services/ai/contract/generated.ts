import { event } from 'banyan/contract'
import * as z from 'zod'

/** Announced once for each generation that completes. */
export const generated = event(
  'ai.content.generated',
  z.object({
    timestamp: z.iso.datetime(),
    userId: z.string(),
    /** `blog-post`, `research-report` ...: see `GET /ai/generators`. */
    contentType: z.string(),
    metadata: z.object({
      /** Of what is made about a topic. */
      topic: z.string().optional(),
      /** Milliseconds from the start of the job. */
      duration: z.number(),
      tokensUsed: z.int(),
    }),
  }),
  { subject: (data) => data.userId },
)
