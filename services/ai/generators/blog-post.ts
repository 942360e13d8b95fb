import type { InputOf } from 'banyan/contract'
import { plainText, safeMarkdown, shorten } from 'banyan/text'
import * as z from 'zod'
import { BlogPost, type generateBlogPost, metaDescriptionLimit } from '../contract/blog-post.ts'
import { offlineBlogPost } from '../offline/blog.ts'
import { offlineQueries } from '../offline/queries.ts'
import { DATA_RULE, FACTS_RULE, HOUSING_RULE, prompt } from '../prompt.ts'
import { checked, strangeAddresses } from './checked.ts'
import type { Generator } from './generator.ts'
import { isSource, searchedOf, sourceTags } from './sources.ts'

type Input = InputOf<typeof generateBlogPost>

const { shape } = BlogPost.shape.blogPost
const Draft = z.object({
  title: shape.title,
  content: shape.content.describe('Markdown with second-level headings, without the title and without pictures'),
  metaDescription: shape.metaDescription.describe(`One sentence, at most ${metaDescriptionLimit} characters`),
  tags: shape.tags.describe('Three to six, lower case'),
})
export type PostDraft = z.infer<typeof Draft>

/** A blog post with its description, its tags and a header image. */
export const blogPost: Generator<Input, PostDraft, BlogPost> = {
  id: 'blog-post',
  title: 'Blog post',
  contentType: 'blog-post',
  topic: ({ topic }) => topic,
  estimate: { calls: 1, inputTokens: 6_000, outputTokens: 1_400 },
  search: { queries: ({ topic }) => ({ web: offlineQueries(topic).slice(0, 2), most: 6 }) },
  write: {
    says: 'Writing the post',
    instructions: `You write blog posts for real estate agents: useful, concrete, in plain words. ${FACTS_RULE} ${HOUSING_RULE} ${DATA_RULE}`,
    prompt: ({ topic, tone, context }, material) => prompt`
Write a blog post on the topic: a title, 500 to 900 words of Markdown with three to five second-level headings, a description
for search engines of at most ${metaDescriptionLimit} characters, and three to six tags. Build on the context and the sources;
link to a source where you use it, and to nothing else. Tone: ${tone ?? 'Professional'}.
${sourceTags(material, prompt`There are no sources: keep to the context and to what is generally known, and give no number.`)}
<topic>${topic}</topic>
${context === undefined ? '' : prompt`<context>${context}</context>`}

Answer as JSON: {"title": "...", "content": "...", "metaDescription": "...", "tags": ["..."]}`,
    answer: (input, { sources }) => checked<PostDraft>(Draft, (draft) => strangeAddresses(draft, input, sources)),
    offline: (input, material) => offlineBlogPost(input, material),
  },
  picture: ({ title, content }, { headerImage, topic }) =>
    headerImage
      ? {
          title,
          prompt: `A header image for a blog post of a real estate agent. Topic: ${topic}. No text, no logos, no people's faces. ${shorten(plainText(content), 300)}`,
          alt: shorten(`Header image: ${title}`, 200),
        }
      : undefined,
  finish: ({ content, ...post }, { material, model, picture }) => ({
    blogPost: { ...post, content: safeMarkdown(content, isSource(material.sources)) || post.title },
    headerImage: picture,
    ...searchedOf(material),
    model,
  }),
}
