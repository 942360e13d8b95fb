import * as z from 'zod'
import { generation, searched, text } from './generation.ts'
import { Tone } from './tone.ts'

export const NeighborhoodGuide = z
  .object({
    title: z.string().min(1).max(200),
    /** Markdown: the whole guide, its sections included. */
    content: z.string().min(1).max(30_000),
    sections: z.array(z.object({ heading: z.string().min(1).max(120), content: z.string().min(1).max(8000) })).min(1),
    ...searched,
  })
  .meta({ id: 'NeighborhoodGuide' })
export type NeighborhoodGuide = z.infer<typeof NeighborhoodGuide>

export const generateNeighborhoodGuide = generation({
  http: 'POST /ai/generate-neighborhood-guide',
  summary: 'Write a guide to a neighborhood',
  input: z.object({
    city: text(120),
    state: text(60),
    neighborhood: text(120).optional(),
    /** Which parts it has. */
    schools: z.boolean().default(true),
    amenities: z.boolean().default(true),
    transport: z.boolean().default(true),
    market: z.boolean().default(true),
    audience: text(120).optional(),
    tone: Tone.optional(),
  }),
  output: NeighborhoodGuide,
  example: { city: 'Austin', state: 'TX', neighborhood: 'Hyde Park', audience: 'people who move there for work' },
})
