import type { Jobs } from 'banyan/contract'
import type { ai } from '../contract.ts'
import { researchAgent } from './research-agent.ts'
import { socialPosts } from './social-posts.ts'

/** The registry: the generator behind each job of the contract. */
export const generators = {
  runResearchAgent: researchAgent,
  generateSocialMediaPost: socialPosts,
} satisfies Record<keyof Jobs<typeof ai>, object>
