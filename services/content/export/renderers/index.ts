import { agentBio } from './agent-bio.ts'
import { blogPost } from './blog-post.ts'
import { brandAudit } from './brand-audit.ts'
import { competitorList } from './competitor-list.ts'
import { keywordRankings } from './keyword-rankings.ts'
import { listingDescription, listingFaqs } from './listing.ts'
import { marketUpdate } from './market-update.ts'
import { marketingPlan } from './marketing-plan.ts'
import { neighborhoodGuide } from './neighborhood-guide.ts'
import type { Renderer } from './renderer.ts'
import { researchReport } from './research-report.ts'
import { reviewAnalysis } from './review-analysis.ts'
import { socialMedia } from './social-media.ts'
import { videoScript } from './video-script.ts'

/** The types whose bodies are JSON in a form of their own. */
export const renderers: Readonly<Record<string, Renderer>> = {
  'agent-bio': agentBio,
  'blog-post': blogPost,
  'brand-audit': brandAudit,
  'competitor-list': competitorList,
  'keyword-rankings': keywordRankings,
  'listing-description': listingDescription,
  'listing-faqs': listingFaqs,
  'market-update': marketUpdate,
  'marketing-plan': marketingPlan,
  'neighborhood-guide': neighborhoodGuide,
  'research-report': researchReport,
  'review-analysis': reviewAnalysis,
  'social-media': socialMedia,
  'video-script': videoScript,
}
