import type { Suite } from '../suite.ts'
import { agentBio } from './agent-bio.ts'
import { blogPost } from './blog-post.ts'
import { enrichCompetitor } from './enrich-competitor.ts'
import { findCompetitors } from './find-competitors.ts'
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

/** One for each generator. */
export const suites: readonly Suite[] = [
  agentBio,
  blogPost,
  socialPosts,
  marketingPlan,
  researchAgent,
  reviewAnalysis,
  reviewSentiment,
  marketUpdate,
  videoScript,
  neighborhoodGuide,
  listingDescription,
  listingFaqs,
  findCompetitors,
  enrichCompetitor,
  keywordRankings,
  napAudit,
]
