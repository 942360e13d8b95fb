import * as z from 'zod'
import { generation, searched, text } from './generation.ts'

/** An agent as the web shows it. A number that no page gives is 0, an agency that none names is empty. */
export const Competitor = z
  .object({
    name: z.string().min(1).max(120),
    agency: z.string().max(120),
    reviewCount: z.int().min(0),
    /** Out of five. */
    avgRating: z.number().min(0).max(5),
    socialFollowers: z.int().min(0),
    /** Of its website, from 0 to 100. */
    domainAuthority: z.number().min(0).max(100),
  })
  .meta({ id: 'Competitor' })
export type Competitor = z.infer<typeof Competitor>

export const CompetitorList = z
  .object({ competitors: z.array(Competitor).max(5), ...searched })
  .meta({ id: 'CompetitorList' })
export type CompetitorList = z.infer<typeof CompetitorList>

export const findCompetitors = generation({
  http: 'POST /ai/find-competitors',
  summary: 'Find up to five agents that work where I work',
  input: z.object({ name: text(120), agency: text(120), address: text(300) }),
  output: CompetitorList,
  example: { name: 'Maria Gomez', agency: 'Lakeside Realty', address: '500 Congress Ave, Austin, TX 78701' },
})

export const EnrichedCompetitor = z.object({ competitor: Competitor, ...searched }).meta({ id: 'EnrichedCompetitor' })
export type EnrichedCompetitor = z.infer<typeof EnrichedCompetitor>

export const enrichCompetitor = generation({
  http: 'POST /ai/enrich-competitor',
  summary: 'Find the public numbers of one agent',
  input: z.object({ name: text(120), agency: text(120) }),
  output: EnrichedCompetitor,
  example: { name: 'Sam Carter', agency: 'Hill Country Homes' },
})
