import * as z from 'zod'
import { text, time } from './texts.ts'

export const projectName = text.trim().min(1, 'Give it a name').max(120)
export const description = text.max(2000)

export const Project = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    /** How many entries it has. */
    entries: z.int(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Project' })
export type Project = z.infer<typeof Project>
