import {
  AgentBio,
  ai,
  BlogPost,
  ListingDescription,
  ListingFaqs,
  MarketUpdate,
  NeighborhoodGuide,
  type Property,
  VideoScript,
} from '@banyan/ai/contract'
import type { Job } from 'banyan/durable/contract'
import type * as z from 'zod'
import { type Content, contentOf } from './body.ts'
import type { ContentType } from './specs.ts'

/** What a finished run made. */
export interface Made {
  readonly title: string
  readonly content: Content
}

/** The kinds of jobs that make a content of fields. */
export type ContentJobKind = keyof typeof makers

export const isContentJob = (kind: string): kind is ContentJobKind => Object.hasOwn(makers, kind)

/** The type of content that a kind of job makes. */
export const contentTypeOf = (kind: ContentJobKind): ContentType => makers[kind].type

/** What a finished job made. Throws where its input or result is in another form than this release knows. */
export function madeBy(job: Job): Made {
  if (!isContentJob(job.kind)) throw new TypeError(`a job of kind ${job.kind} makes no content`)
  const { type, read } = makers[job.kind]
  const { title, result } = read(job)
  const content = contentOf(type, { ...result, job: job.id })
  if (!content) throw new TypeError(`the result of job ${job.id} is no ${type}`)
  return { title, content }
}

const makers = {
  'ai.generateBlogPost': maker(
    'blog-post',
    ai.members.generateBlogPost.input,
    BlogPost,
    (_, result) => result.blogPost.title,
  ),
  'ai.generateMarketUpdate': maker(
    'market-update',
    ai.members.generateMarketUpdate.input,
    MarketUpdate,
    (_, result) => result.title,
  ),
  'ai.generateNeighborhoodGuide': maker(
    'neighborhood-guide',
    ai.members.generateNeighborhoodGuide.input,
    NeighborhoodGuide,
    (_, result) => result.title,
  ),
  'ai.generateVideoScript': maker(
    'video-script',
    ai.members.generateVideoScript.input,
    VideoScript,
    (_, result) => result.title,
  ),
  'ai.generateListingDescription': maker(
    'listing-description',
    ai.members.generateListingDescription.input,
    ListingDescription,
    ({ property }) => house(property),
  ),
  'ai.generateListingFaqs': maker(
    'listing-faqs',
    ai.members.generateListingFaqs.input,
    ListingFaqs,
    ({ property }) => `Questions about ${house(property)}`,
  ),
  'ai.generateAgentBio': maker(
    'agent-bio',
    ai.members.generateAgentBio.input,
    AgentBio,
    ({ name }) => `Bio of ${name}`,
  ),
} as const

const house = ({ address, type }: Property): string => address ?? type

interface Maker {
  readonly type: ContentType
  read(job: Job): { readonly title: string; readonly result: Readonly<Record<string, unknown>> }
}

function maker<I extends z.ZodType, O extends z.ZodType<Readonly<Record<string, unknown>>>>(
  type: ContentType,
  input: I,
  output: O,
  title: (input: z.output<I>, result: z.output<O>) => string,
): Maker {
  return {
    type,
    read(job) {
      const result = output.parse(job.result)
      return { title: title(input.parse(job.input), result), result }
    },
  }
}
