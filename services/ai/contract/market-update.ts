import * as z from 'zod'
import { generation, searched, text } from './generation.ts'

export const MarketUpdate = z
  .object({
    title: z.string().min(1).max(200),
    /** Markdown. */
    content: z.string().min(1).max(20_000),
    keyPoints: z.array(z.string().min(1).max(600)),
    /** Only numbers that a source gives. */
    statistics: z.array(
      z.object({
        metric: z.string().min(1).max(120),
        value: z.string().min(1).max(60),
        /** Against the time before, as the source says it; empty where it does not. */
        change: z.string().max(120),
      }),
    ),
    ...searched,
  })
  .meta({ id: 'MarketUpdate' })
export type MarketUpdate = z.infer<typeof MarketUpdate>

export const generateMarketUpdate = generation({
  http: 'POST /ai/generate-market-update',
  summary: 'Write up how the market of a place stands',
  input: z.object({ location: text(120), timePeriod: text(80), audience: text(120).optional() }),
  output: MarketUpdate,
  example: { location: 'Austin, TX', timePeriod: 'the last 30 days', audience: 'first-time buyers' },
})
