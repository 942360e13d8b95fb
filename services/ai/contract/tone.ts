import * as z from 'zod'

export const Tone = z.enum(['Professional', 'Casual', 'Enthusiastic', 'Humorous']).meta({ id: 'Tone' })
export type Tone = z.infer<typeof Tone>
