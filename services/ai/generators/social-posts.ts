import type { InputOf, Jobs } from 'banyan/contract'
import * as z from 'zod'
import { type ai, channelLimits, SocialPosts } from '../contract.ts'
import { offlinePosts } from '../offline/posts.ts'
import { xLength } from '../offline/x-length.ts'
import { DATA_RULE, prompt } from '../prompt.ts'
import type { Generator } from './generator.ts'

type Input = InputOf<Jobs<typeof ai>['generateSocialMediaPost']>

const { shape } = SocialPosts
const Draft = z.object({
  facebook: shape.facebook.describe('A short story or thought that ends with a question to the reader'),
  instagram: shape.instagram.describe('Short lines, then five to ten hashtags'),
  twitter: shape.twitter
    .refine(
      (post) => xLength(post) <= channelLimits.twitter,
      'Too long: X counts letters of some scripts and emoji twice',
    )
    .describe('One point, one or two hashtags, at most 280 characters in all'),
  linkedin: shape.linkedin.describe('A professional thought in short paragraphs, three to five hashtags'),
})
export type PostsDraft = z.infer<typeof Draft>

/** One post for each channel on a topic, in a tone; on the facts of the context where there is one. */
export const socialPosts: Generator<Input, PostsDraft, SocialPosts> = {
  id: 'social-posts',
  contentType: 'social-media',
  topic: ({ topic }) => topic,
  write: {
    says: 'Writing the posts',
    instructions: `You write posts for social media. State no fact that the context does not give. ${DATA_RULE}`,
    prompt: ({ topic, tone, context }) => prompt`
Write four different posts on the topic, each as its channel likes it. Tone: ${tone}.

- facebook: two or three short paragraphs and a question, at most ${channelLimits.facebook} characters
- instagram: a strong first line, short lines, five to ten hashtags, at most ${channelLimits.instagram} characters
- twitter: one point and one or two hashtags, at most ${channelLimits.twitter} characters in all
- linkedin: short paragraphs, a takeaway, three to five hashtags, at most ${channelLimits.linkedin} characters

<topic>${topic}</topic>
${context === undefined ? '' : prompt`<context>${context}</context>`}

Answer as JSON: {"facebook": "...", "instagram": "...", "twitter": "...", "linkedin": "..."}`,
    answer: Draft,
    offline: (input) => offlinePosts(input),
  },
  finish: (posts, _material, model) => ({ ...posts, model }),
}
