import * as z from 'zod'
import { context, generation, model, topic } from './generation.ts'
import { Tone } from './tone.ts'

/** Characters that each channel accepts. */
export const channelLimits = { facebook: 2000, instagram: 2200, twitter: 280, linkedin: 3000 } as const
/** Characters of a post of Google Business. */
export const googleBusinessLimit = 1500

export const PostSet = z
  .object({
    facebook: z.string().min(1).max(channelLimits.facebook),
    instagram: z.string().min(1).max(channelLimits.instagram),
    twitter: z.string().min(1).max(channelLimits.twitter),
    linkedin: z.string().min(1).max(channelLimits.linkedin),
    /** Only when asked for. */
    googleBusiness: z.string().min(1).max(googleBusinessLimit).optional(),
  })
  .meta({ id: 'PostSet' })
export type PostSet = z.infer<typeof PostSet>

export const SocialPosts = z
  .object({
    ...PostSet.shape,
    /** The further sets, when more than one was asked for. */
    variations: z.array(PostSet).optional(),
    model,
  })
  .meta({ id: 'SocialPosts' })
export type SocialPosts = z.infer<typeof SocialPosts>

export const generateSocialMediaPost = generation({
  http: 'POST /ai/generate-social-media-post',
  summary: 'Write a post for each channel',
  input: z.object({
    topic,
    tone: Tone,
    context: context.optional(),
    /** Writes a post for Google Business, too. */
    googleBusiness: z.boolean().optional(),
    /** How many sets to choose from. */
    variations: z.int().min(1).max(3).optional(),
  }),
  output: SocialPosts,
  example: {
    topic: 'Open house on Saturday',
    tone: 'Casual',
    context: 'The house at 12 Elm Street has three bedrooms and a garden. It is open on Saturday from 10 to 12.',
  },
})
