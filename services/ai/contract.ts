import { contract } from 'banyan/contract'
import { generateAgentBio } from './contract/agent-bio.ts'
import { generateBlogPost } from './contract/blog-post.ts'
import { budget } from './contract/budget.ts'
import { enrichCompetitor, findCompetitors } from './contract/competitors.ts'
import { generated } from './contract/generated.ts'
import { generators } from './contract/generators.ts'
import { image } from './contract/image.ts'
import { keywordRankings } from './contract/keyword-rankings.ts'
import { generateListingDescription, generateListingFaqs } from './contract/listing.ts'
import { generateMarketUpdate } from './contract/market-update.ts'
import { generateMarketingPlan } from './contract/marketing-plan.ts'
import { models, usage } from './contract/models.ts'
import { runNapAudit } from './contract/nap-audit.ts'
import { generateNeighborhoodGuide } from './contract/neighborhood-guide.ts'
import { runResearchAgent } from './contract/research-report.ts'
import { analyzeReviews } from './contract/review-analysis.ts'
import { analyzeReviewSentiment } from './contract/review-sentiment.ts'
import { generateSocialMediaPost } from './contract/social-posts.ts'
import { generateVideoScript } from './contract/video-script.ts'

export * from './contract/agent-bio.ts'
export * from './contract/blog-post.ts'
export * from './contract/budget.ts'
export * from './contract/competitors.ts'
export { Sentiment, SourcePage } from './contract/generation.ts'
export * from './contract/generators.ts'
export * from './contract/image.ts'
export * from './contract/keyword-rankings.ts'
export * from './contract/listing.ts'
export * from './contract/market-update.ts'
export * from './contract/marketing-plan.ts'
export * from './contract/models.ts'
export * from './contract/nap-audit.ts'
export * from './contract/neighborhood-guide.ts'
export * from './contract/research-report.ts'
export * from './contract/review-analysis.ts'
export * from './contract/review-sentiment.ts'
export * from './contract/social-posts.ts'
export * from './contract/tone.ts'
export * from './contract/video-script.ts'

export const ai = contract('ai', {
  generateAgentBio,
  generateBlogPost,
  generateSocialMediaPost,
  generateMarketingPlan,
  runResearchAgent,
  analyzeReviews,
  analyzeReviewSentiment,
  generateMarketUpdate,
  generateVideoScript,
  generateNeighborhoodGuide,
  generateListingDescription,
  generateListingFaqs,
  findCompetitors,
  enrichCompetitor,
  keywordRankings,
  runNapAudit,
  generators,
  models,
  usage,
  budget,
  image,
  generated,
})
