import { xLength } from '../../../services/ai/offline/x-length.ts'
import { suite } from '../suite.ts'
import { contexts, topics } from '../world/topics.ts'

const tones = ['Casual', 'Professional', 'Humorous', 'Enthusiastic']

export const socialPosts = suite('generateSocialMediaPost', {
  cases: topics.map(([topic, word], at) => ({
    input: {
      topic,
      tone: tones[at % 4],
      context: contexts[at],
      googleBusiness: at % 3 === 0,
      variations: 1 + (at % 3),
    },
    facts: [word],
  })),
  text: ({ model: _, ...posts }) => textsOf(posts).join('\n'),
  lengths: ({ model: _, variations = [], ...first }) =>
    [first, ...variations].flatMap(({ facebook, instagram, twitter, linkedin, googleBusiness = '' }) => [
      ...(xLength(twitter) > 280 ? [`the post for X counts ${xLength(twitter)}`] : []),
      ...longer('Facebook', facebook, 2000),
      ...longer('Instagram', instagram, 2200),
      ...longer('LinkedIn', linkedin, 3000),
      ...longer('Google Business', googleBusiness, 1500),
    ]),
})

const longer = (channel: string, post: string, most: number): string[] =>
  post.length > most ? [`the post for ${channel} has ${post.length} characters`] : []

const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(textsOf)
