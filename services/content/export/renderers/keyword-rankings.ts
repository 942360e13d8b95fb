import * as z from 'zod'
import { labelled, table } from '../compose.ts'
import { renderer } from './renderer.ts'

const Rankings = z.object({
  keyword: z.string().optional(),
  location: z.string().optional(),
  rankings: z.array(z.object({ rank: z.number(), agentName: z.string(), agencyName: z.string().default('') })),
})

export const keywordRankings = renderer(Rankings, ({ keyword, location, rankings }) => [
  ...(keyword ? [labelled('Keyword', keyword)] : []),
  ...(location ? [labelled('Location', location)] : []),
  ...table(
    ['Rank', 'Agent', 'Agency'],
    rankings.map(({ rank, agentName, agencyName }) => [String(rank), agentName, agencyName]),
  ),
])
