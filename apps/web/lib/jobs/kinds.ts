import type { Route } from 'next'

/** What a job is called, what it makes, and where its page is. */
export interface JobKind {
  readonly label: string
  /** A type of content, where it makes some. */
  readonly type: string
  readonly page: ((id: string) => Route) | undefined
}

export function jobKind(kind: string): JobKind {
  return KINDS[kind] ?? { label: kind, type: '', page: undefined }
}

/** What a job is about, as its list shows it. */
export function jobTitle(job: { readonly kind: string; readonly input: unknown }): string {
  const { label } = jobKind(job.kind)
  const input = textsIn(job.input)
  const house = textsIn(propertyIn(job.input))
  const subject = input.topic ?? input.keyword ?? house.address ?? house.type
  if (subject) return subject
  if (input.location) return [input.location, input.timePeriod].filter(Boolean).join(', ')
  if (input.city) return [input.neighborhood, input.city, input.state].filter(Boolean).join(', ')
  if (input.comment) return `“${input.comment.length > 80 ? `${input.comment.slice(0, 79)}…` : input.comment}”`
  return input.name ? `${label}: ${input.name}` : label
}

const propertyIn = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'property' in input ? input.property : undefined

/** The texts among the fields of something unknown. */
function textsIn(value: unknown): Readonly<Record<string, string | undefined>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string' && text !== ''))
}

const studio = (key: string) => (id: string) => `/studio/${key}/${id}` as Route

const KINDS: Readonly<Record<string, JobKind>> = {
  'ai.runResearchAgent': { label: 'Research', type: 'research-report', page: (id) => `/research/${id}` as Route },
  'ai.generateMarketUpdate': { label: 'Market update', type: 'market-update', page: studio('market-update') },
  'ai.generateBlogPost': { label: 'Blog post', type: 'blog-post', page: studio('blog-post') },
  'ai.generateVideoScript': { label: 'Video script', type: 'video-script', page: studio('video-script') },
  'ai.generateNeighborhoodGuide': {
    label: 'Neighborhood guide',
    type: 'neighborhood-guide',
    page: studio('neighborhood-guide'),
  },
  'ai.generateListingDescription': {
    label: 'Listing description',
    type: 'listing-description',
    page: studio('listing'),
  },
  'ai.generateListingFaqs': { label: 'Listing questions', type: 'listing-faqs', page: studio('listing') },
  'ai.generateAgentBio': { label: 'Biography', type: 'agent-bio', page: studio('bio') },
  'ai.runNapAudit': { label: 'Brand audit', type: 'brand-audit', page: (id) => `/audit/run/${id}` as Route },
  'ai.findCompetitors': {
    label: 'Competitors',
    type: 'competitor-list',
    page: (id) => `/competitors/run/${id}` as Route,
  },
  'ai.enrichCompetitor': { label: 'Numbers', type: 'competitor-list', page: undefined },
  'ai.keywordRankings': {
    label: 'Keyword rankings',
    type: 'keyword-rankings',
    page: (id) => `/competitors/keywords/${id}` as Route,
  },
  'ai.analyzeReviews': {
    label: 'Review analysis',
    type: 'review-analysis',
    page: (id) => `/reviews/run/${id}` as Route,
  },
  'ai.analyzeReviewSentiment': {
    label: 'One review',
    type: 'review-analysis',
    page: (id) => `/reviews/one/${id}` as Route,
  },
  'oauth.revokeAtProvider': { label: 'Disconnecting an account', type: 'account', page: undefined },
  'ai.generateMarketingPlan': {
    label: 'Marketing plan',
    type: 'marketing-plan',
    page: (id) => `/plan/run/${id}` as Route,
  },
  'ai.generateSocialMediaPost': { label: 'Social posts', type: 'social-media', page: (id) => `/social/${id}` as Route },
}
