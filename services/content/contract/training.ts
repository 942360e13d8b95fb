import * as z from 'zod'
import { time } from './texts.ts'

export const lesson = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'Use lower-case words joined by hyphens')

export const Training = z.object({ lesson: z.string(), done: z.boolean(), at: time }).meta({ id: 'Training' })
export type Training = z.infer<typeof Training>
