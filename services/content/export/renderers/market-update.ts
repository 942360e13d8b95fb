import { blocks } from 'banyan/text'
import * as z from 'zod'
import { list, section, table } from '../compose.ts'
import { renderer } from './renderer.ts'

const Update = z.object({
  content: z.string(),
  keyPoints: z.array(z.string()).default([]),
  statistics: z.array(z.object({ metric: z.string(), value: z.string(), change: z.string().default('') })).default([]),
})

export const marketUpdate = renderer(Update, ({ content, keyPoints, statistics }) => [
  ...section('Key points', list(keyPoints)),
  ...section(
    'Statistics',
    table(
      ['Metric', 'Value', 'Change'],
      statistics.map(({ metric, value, change }) => [metric, value, change]),
    ),
  ),
  ...blocks(content),
])
