import * as z from 'zod'
import { context, generation, searched, topic } from './generation.ts'
import { Tone } from './tone.ts'

/** Characters that a search engine shows of a page's description. */
export const metaDescriptionLimit = 160

export const BlogPost = z
  .object({
    blogPost: z.object({
      title: z.string().min(1).max(200),
      /** Markdown, without the title. Its links lead to its sources only. */
      content: z.string().min(1).max(30_000),
      metaDescription: z.string().min(1).max(metaDescriptionLimit),
      tags: z.array(z.string().min(1).max(60)).min(1).max(10),
    }),
    /** Null when none was asked for, or none could be made. */
    headerImage: z.object({ url: z.string(), alt: z.string() }).nullable(),
    ...searched,
  })
  .meta({ id: 'BlogPost' })
export type BlogPost = z.infer<typeof BlogPost>

export const generateBlogPost = generation({
  http: 'POST /ai/generate-blog-post',
  summary: 'Write a blog post with a header image',
  input: z.object({
    topic,
    tone: Tone.optional(),
    context: context.optional(),
    headerImage: z.boolean().default(true),
  }),
  output: BlogPost,
  example: { topic: 'What to check before an open house', tone: 'Professional', headerImage: true },
})
