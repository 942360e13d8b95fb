import { between, suite } from '../suite.ts'
import { contexts, topics } from '../world/topics.ts'

const tones = ['Professional', 'Casual', 'Enthusiastic', 'Humorous']

export const blogPost = suite('generateBlogPost', {
  cases: topics.map(([topic, word], at) => ({
    input: { topic, tone: tones[at % 4], context: contexts[at], headerImage: at % 10 === 0 },
    facts: [word],
  })),
  text: ({ blogPost: { title, content, metaDescription, tags } }) =>
    [title, content, metaDescription, ...tags].join('\n'),
  markdown: ({ blogPost }) => blogPost.content,
  lengths: ({ blogPost: { title, content, metaDescription, tags } }) => [
    ...between('the post', content, 40, 1500),
    ...(metaDescription.length > 160 ? [`the description has ${metaDescription.length} characters`] : []),
    ...(title.length > 150 ? [`the title has ${title.length} characters`] : []),
    ...(tags.length > 10 ? [`there are ${tags.length} tags`] : []),
  ],
})
