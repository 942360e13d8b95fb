import * as z from 'zod'
import { type Blocks, heading, paragraphs, section } from '../compose.ts'
import { renderer } from './renderer.ts'

/** The channels, in the order in which they are read. */
const names = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  twitter: 'X (Twitter)',
  linkedin: 'LinkedIn',
  googleBusiness: 'Google Business',
} as const
type Channel = keyof typeof names

const Posts = z.object({
  facebook: z.string(),
  instagram: z.string(),
  twitter: z.string(),
  linkedin: z.string(),
  googleBusiness: z.string().optional(),
})
const Whole = z.union([
  z.object({ posts: Posts, variations: z.array(Posts).optional() }),
  Posts.extend({ variations: z.array(Posts).optional() }).transform(({ variations, ...posts }) => ({
    posts,
    variations,
  })),
])

export const socialMedia = renderer(Whole, ({ posts, variations = [] }) => [
  ...postsOf(posts, 2),
  ...variations.flatMap((set, at) => [heading(2, `Variation ${at + 2}`), ...postsOf(set, 3)]),
])

const postsOf = (posts: z.output<typeof Posts>, level: number): Blocks =>
  Object.entries(names).flatMap(([channel, name]) =>
    // The keys are those of `names`.
    section(name, paragraphs(posts[channel as Channel] ?? ''), level),
  )
