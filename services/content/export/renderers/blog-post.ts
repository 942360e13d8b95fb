import { blocks } from 'banyan/text'
import * as z from 'zod'
import { type Blocks, labelled, link } from '../compose.ts'
import { renderer } from './renderer.ts'

const Post = z.object({
  title: z.string().optional(),
  content: z.string(),
  metaDescription: z.string().optional(),
  tags: z.array(z.string()).optional(),
})
const Image = z.object({ url: z.string(), alt: z.string() }).nullish()

/** As it was generated, or as somebody edited it: with the post in a field of its own, or as the whole. */
const Whole = z.union([
  z.object({ blogPost: Post, headerImage: Image }),
  Post.extend({ headerImage: Image }).transform(({ headerImage, ...blogPost }) => ({ blogPost, headerImage })),
])

export const blogPost = renderer(Whole, ({ blogPost: { content, metaDescription, tags = [] }, headerImage }) => {
  const image: Blocks = headerImage
    ? [{ kind: 'paragraph', text: `**Header image:** ${link(headerImage.alt, headerImage.url)}` }]
    : []
  return [
    ...image,
    ...blocks(content),
    ...(metaDescription ? [labelled('Meta description', metaDescription)] : []),
    ...(tags.length > 0 ? [labelled('Tags', tags.join(', '))] : []),
  ]
})
