import type { InputOf, Jobs, OutputOf } from 'banyan/contract'
import type { ai } from '../contract.ts'
import { agentBio } from './agent-bio.ts'
import { blogPost } from './blog-post.ts'
import { enrichCompetitor } from './enrich-competitor.ts'
import { findCompetitors } from './find-competitors.ts'
import type { Generator, Made } from './generator.ts'
import { keywordRankings } from './keyword-rankings.ts'
import { listingDescription } from './listing-description.ts'
import { listingFaqs } from './listing-faqs.ts'
import { marketUpdate } from './market-update.ts'
import { marketingPlan } from './marketing-plan.ts'
import { napAudit } from './nap-audit.ts'
import { neighborhoodGuide } from './neighborhood-guide.ts'
import { researchAgent } from './research-agent.ts'
import { reviewAnalysis } from './review-analysis.ts'
import { reviewSentiment } from './review-sentiment.ts'
import { socialPosts } from './social-posts.ts'
import { videoScript } from './video-script.ts'

/** The registry: the generator behind each job of the contract. */
export const generators = {
  generateAgentBio: agentBio,
  generateBlogPost: blogPost,
  generateSocialMediaPost: socialPosts,
  generateMarketingPlan: marketingPlan,
  runResearchAgent: researchAgent,
  analyzeReviews: reviewAnalysis,
  analyzeReviewSentiment: reviewSentiment,
  generateMarketUpdate: marketUpdate,
  generateVideoScript: videoScript,
  generateNeighborhoodGuide: neighborhoodGuide,
  generateListingDescription: listingDescription,
  generateListingFaqs: listingFaqs,
  findCompetitors,
  enrichCompetitor,
  keywordRankings,
  runNapAudit: napAudit,
} satisfies { [Name in JobName]: Makes<InputOf<Jobs<typeof ai>[Name]>, OutputOf<Jobs<typeof ai>[Name]>> }

export type JobName = keyof Jobs<typeof ai>

/** A generator of this input and output, whatever its draft is. */
interface Makes<Input, Output> extends Pick<Generator<Input, never, Output>, 'id' | 'topic' | 'search'> {
  readonly finish: (draft: never, made: Made<Input>) => Output
}
