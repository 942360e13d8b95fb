import { suite } from '../suite.ts'
import { agents } from '../world/agents.ts'

const figures = (at: number) => {
  const { reviews, rating } = agents[at % agents.length] ?? { reviews: 0, rating: 0 }
  return { reviewCount: reviews, avgRating: rating }
}
const platforms = ['Zillow', 'Yelp', 'Facebook', 'Realtor.com', 'Google Business']
const states = ['Consistent', 'Inconsistent', 'Not Found'] as const

export const marketingPlan = suite('generateMarketingPlan', {
  cases: Array.from({ length: 20 }, (_, at) => {
    const results = platforms.slice(0, at % 6).map((platform, index) => ({
      platform,
      url: '',
      foundName: 'Not Found',
      foundAddress: 'Not Found',
      foundPhone: 'Not Found',
      consistency: states[(at + index) % 3],
    }))
    const rivals = agents.filter((__, index) => index % 5 === at % 5).slice(0, at % 4)
    const input = {
      brandAudit: {
        summary: at % 2 === 0 ? 'Profiles differ in the phone number.' : undefined,
        results,
        own: at % 3 === 0 ? undefined : figures(at + 3),
      },
      competitors: rivals.map(({ name, agency, reviews, rating }, index) => ({
        name,
        agency,
        reviewCount: reviews,
        avgRating: rating,
        socialFollowers: index * 1500,
        domainAuthority: index * 11,
      })),
      budget: at % 4 === 0 ? '$500 a month' : undefined,
      goal: at % 5 === 0 ? 'two more listings each quarter' : undefined,
    }
    return { input, facts: ['review', ...(at % 4 === 0 ? ['$500 a month'] : [])] }
  }),
  text: ({ plan: { steps, timeline, budget } }) =>
    [
      ...steps.flatMap(({ title, description, tactics, rationale = '' }) => [
        title,
        description,
        ...tactics,
        rationale,
      ]),
      timeline,
      budget,
    ].join('\n'),
  // A plan may name weeks and amounts of work; what it says of the audit and the competitors must be so.
  stated: ({ plan }) => plan.steps.map(({ rationale = '' }) => rationale).join('\n'),
  derived: (input) => {
    const given =
      JSON.stringify(input)
        .match(/\d+(?:\.\d+)?/g)
        ?.map(Number) ?? []
    return given.flatMap((a) => given.map((b) => Math.round((a - b) * 10) / 10))
  },
  lengths: ({ plan: { steps } }) => (steps.length < 3 || steps.length > 8 ? [`there are ${steps.length} steps`] : []),
})
