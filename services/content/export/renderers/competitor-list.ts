import * as z from 'zod'
import { table } from '../compose.ts'
import { renderer } from './renderer.ts'

/** A number that nobody found is 0. */
const count = z.number().default(0)
const Competitor = z.object({
  name: z.string(),
  agency: z.string().default(''),
  reviewCount: count,
  avgRating: count,
  socialFollowers: count,
  domainAuthority: count,
})

const List = z.object({
  competitors: z.array(Competitor),
  /** The numbers of whoever made the list. */
  own: Competitor.omit({ name: true, agency: true }).optional(),
})

export const competitorList = renderer(List, ({ competitors, own }) =>
  table(
    ['Name', 'Agency', 'Reviews', 'Rating', 'Followers', 'Domain authority'],
    [...(own ? [{ name: 'You', agency: '', ...own }] : []), ...competitors].map(
      ({ name, agency, reviewCount, avgRating, socialFollowers, domainAuthority }) => [
        name,
        agency,
        ...[reviewCount, avgRating, socialFollowers, domainAuthority].map(known),
      ],
    ),
  ),
)

const known = (number: number): string => (number === 0 ? '–' : String(number))
