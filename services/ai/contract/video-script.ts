import * as z from 'zod'
import { context, generation, model, text, topic } from './generation.ts'
import { Tone } from './tone.ts'

export const VideoScript = z
  .object({
    title: z.string().min(1).max(160),
    /** What is said in the first seconds. */
    hook: z.string().min(1).max(400),
    scenes: z
      .array(
        z.object({
          visual: z.string().min(1).max(600),
          narration: z.string().min(1).max(2000),
          seconds: z.int().min(1).max(600),
        }),
      )
      .min(1)
      .max(30),
    callToAction: z.string().min(1).max(400),
    model,
  })
  .meta({ id: 'VideoScript' })
export type VideoScript = z.infer<typeof VideoScript>

export const generateVideoScript = generation({
  http: 'POST /ai/generate-video-script',
  summary: 'Write the script of a short video',
  input: z.object({
    topic,
    tone: Tone,
    audience: text(120),
    /** Of all scenes together. */
    seconds: z.int().min(15).max(600).default(60),
    context: context.optional(),
  }),
  output: VideoScript,
  example: { topic: 'Three things to do before you list', tone: 'Casual', audience: 'home sellers', seconds: 60 },
})
