import * as z from 'zod'
import { generation, searched, text } from './generation.ts'

export const Consistency = z.enum(['Consistent', 'Inconsistent', 'Not Found']).meta({ id: 'Consistency' })
export type Consistency = z.infer<typeof Consistency>

/** How name, address and phone stand on one platform. What was not found there is `Not Found`. */
export const NapResult = z
  .object({
    platform: z.string().min(1).max(60),
    /** Empty where there is no page. */
    url: z.string().max(2000),
    foundName: z.string().max(200),
    foundAddress: z.string().max(300),
    foundPhone: z.string().max(60),
    consistency: Consistency,
  })
  .meta({ id: 'NapResult' })
export type NapResult = z.infer<typeof NapResult>

export const NapAudit = z
  .object({ results: z.array(NapResult), summary: z.string(), ...searched })
  .meta({ id: 'NapAudit' })
export type NapAudit = z.infer<typeof NapAudit>

export const runNapAudit = generation({
  http: 'POST /ai/run-nap-audit',
  summary: 'Check name, address and phone on the platforms where people look for agents',
  input: z.object({
    name: text(120),
    address: text(300),
    phone: text(40),
    agency: text(120),
    website: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .optional(),
  }),
  output: NapAudit,
  example: {
    name: 'Maria Gomez',
    address: '500 Congress Ave, Suite 200, Austin, TX 78701',
    phone: '(512) 555-0142',
    agency: 'Lakeside Realty',
    website: 'https://mariagomez.example',
  },
})
