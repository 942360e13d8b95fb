import type { InputOf, Jobs } from 'banyan/contract'
import * as z from 'zod'
import { type ai, channelLimits, googleBusinessLimit, PostSet, type SocialPosts } from '../contract.ts'
import { offlinePosts } from '../offline/posts.ts'
import { xLength } from '../offline/x-length.ts'
import { DATA_RULE, FACTS_RULE, HOUSING_RULE, type Prompt, prompt } from '../prompt.ts'
import { checked, strangeAddresses } from './checked.ts'
import type { Generator } from './generator.ts'

type Input = InputOf<Jobs<typeof ai>['generateSocialMediaPost']>

const { googleBusiness, ...channels } = PostSet.shape
const FourPosts = z.object({
  facebook: channels.facebook.describe('A short story or thought that ends with a question to the reader'),
  instagram: channels.instagram.describe('Short lines, then five to ten hashtags'),
  twitter: channels.twitter
    .refine(
      (post) => xLength(post) <= channelLimits.twitter,
      'Too long: X counts letters of some scripts and emoji twice',
    )
    .describe('One point, one or two hashtags, at most 280 characters in all'),
  linkedin: channels.linkedin.describe('A professional thought in short paragraphs, three to five hashtags'),
})
const FivePosts = FourPosts.extend({
  googleBusiness: googleBusiness.unwrap().describe('What is new, for people who search; no hashtags, no phone number'),
})

export type PostsDraft = PostSet & { readonly variations?: PostSet[] | undefined }

/** One post for each channel on a topic, in a tone; on the facts of the context where there is one. */
export const socialPosts: Generator<Input, PostsDraft, SocialPosts> = {
  id: 'social-posts',
  title: 'Social posts',
  contentType: 'social-media',
  topic: ({ topic }) => topic,
  estimate: { calls: 1, inputTokens: 700, outputTokens: 600 },
  write: {
    says: 'Writing the posts',
    instructions: `You write posts for social media. ${FACTS_RULE} ${HOUSING_RULE} ${DATA_RULE}`,
    prompt: ({ topic, tone, context, googleBusiness, variations = 1 }) => prompt`
Write ${googleBusiness ? 'five' : 'four'} different posts on the topic, each as its channel likes it. Tone: ${tone}.

- facebook: two or three short paragraphs and a question, at most ${channelLimits.facebook} characters
- instagram: a strong first line, short lines, five to ten hashtags, at most ${channelLimits.instagram} characters
- twitter: one point and one or two hashtags, at most ${channelLimits.twitter} characters in all
- linkedin: short paragraphs, a takeaway, three to five hashtags, at most ${channelLimits.linkedin} characters
${googleBusiness ? prompt`- googleBusiness: what is new and what to do next, no hashtags, at most ${googleBusinessLimit} characters` : ''}
${variations > 1 ? prompt`Then write ${variations - 1} more such set${variations > 2 ? 's' : ''}, as variations: another first line and another angle each.` : ''}

<topic>${topic}</topic>
${context === undefined ? '' : prompt`<context>${context}</context>`}

Answer as JSON: ${formOf(googleBusiness === true, variations)}`,
    answer: (input) => checked(draftOf(input), (draft) => strangeAddresses(draft, input)),
    offline: (input) => offlinePosts(input),
  },
  finish: (posts, { model }) => ({ ...posts, model }),
}

/** Only what was asked for: a model gives every field that it is shown. */
function draftOf({
  googleBusiness,
  variations = 1,
}: Pick<Input, 'googleBusiness' | 'variations'>): z.ZodType<PostsDraft> {
  const set = googleBusiness ? FivePosts : FourPosts
  if (variations === 1) return set
  return set.extend({ variations: z.array(set).length(variations - 1) })
}

function formOf(googleBusiness: boolean, variations: number): Prompt {
  const five = googleBusiness ? ', "googleBusiness": "..."' : ''
  const more = variations > 1 ? ', "variations": [{"facebook": "...", ...}]' : ''
  return prompt`{"facebook": "...", "instagram": "...", "twitter": "...", "linkedin": "..."${five}${more}}`
}
