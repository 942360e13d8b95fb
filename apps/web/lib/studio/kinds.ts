import type { ContentType } from '../content/specs.ts'

/** One page of the studio: what is written there. */
export interface StudioKind {
  /** Its path below `/studio`. */
  readonly key: string
  readonly title: string
  /** What one gets. */
  readonly what: string
  /** The words of its button. */
  readonly verb: string
  /** The kinds of jobs that write it, and what each of them becomes. */
  readonly makes: readonly { readonly job: string; readonly type: ContentType }[]
  readonly words: readonly string[]
}

/** The kinds of content, in the order of the tabs. */
export const studioKinds: readonly StudioKind[] = [
  {
    key: 'market-update',
    title: 'Market update',
    what: 'How the market of a place stands: figures that sources give, key points and a text.',
    verb: 'Write the update',
    makes: [{ job: 'ai.generateMarketUpdate', type: 'market-update' }],
    words: ['statistics', 'prices', 'inventory', 'newsletter'],
  },
  {
    key: 'blog-post',
    title: 'Blog post',
    what: 'A post with a header image, a description for search engines, tags and its sources.',
    verb: 'Write the post',
    makes: [{ job: 'ai.generateBlogPost', type: 'blog-post' }],
    words: ['article', 'website', 'seo'],
  },
  {
    key: 'video-script',
    title: 'Video script',
    what: 'A hook, scenes with what is seen and said, each with its seconds, and a call to action.',
    verb: 'Write the script',
    makes: [{ job: 'ai.generateVideoScript', type: 'video-script' }],
    words: ['reel', 'youtube', 'scenes'],
  },
  {
    key: 'neighborhood-guide',
    title: 'Neighborhood guide',
    what: 'Schools, amenities, getting around and the market of a place, section by section.',
    verb: 'Write the guide',
    makes: [{ job: 'ai.generateNeighborhoodGuide', type: 'neighborhood-guide' }],
    words: ['area', 'city', 'schools', 'relocation'],
  },
  {
    key: 'listing',
    title: 'Listing',
    what: 'A headline and description of a property, and answers to what buyers ask about it.',
    verb: 'Write the listing',
    makes: [
      { job: 'ai.generateListingDescription', type: 'listing-description' },
      { job: 'ai.generateListingFaqs', type: 'listing-faqs' },
    ],
    words: ['property', 'house', 'description', 'faq', 'questions'],
  },
  {
    key: 'bio',
    title: 'Agent bio',
    what: 'Who you are, for your website and your profiles, in two or three paragraphs.',
    verb: 'Write the bio',
    makes: [{ job: 'ai.generateAgentBio', type: 'agent-bio' }],
    words: ['about me', 'biography', 'profile'],
  },
]

export const studioKind = (key: string): StudioKind | undefined => studioKinds.find((kind) => kind.key === key)

/** Where a kind of job is at home in the studio. */
export const studioKindOf = (job: string): StudioKind | undefined =>
  studioKinds.find(({ makes }) => makes.some((made) => made.job === job))
