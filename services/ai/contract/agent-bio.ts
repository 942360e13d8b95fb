import * as z from 'zod'
import { generation, model, text } from './generation.ts'
import { Tone } from './tone.ts'

export const bioLimit = 6000

export const AgentBio = z.object({ bio: z.string().min(1).max(bioLimit), model }).meta({ id: 'AgentBio' })
export type AgentBio = z.infer<typeof AgentBio>

export const generateAgentBio = generation({
  http: 'POST /ai/generate-agent-bio',
  summary: 'Write the biography of an agent',
  input: z.object({
    name: text(120),
    /** In own words: `12 years`, or whole sentences. */
    experience: text(2000).optional(),
    certifications: z.array(text(120)).max(20).optional(),
    agencyName: text(120),
    tone: Tone.optional(),
  }),
  output: AgentBio,
  example: {
    name: 'Maria Gomez',
    experience: '12 years in residential sales in Austin',
    certifications: ['ABR', 'CRS'],
    agencyName: 'Lakeside Realty',
    tone: 'Professional',
  },
})
