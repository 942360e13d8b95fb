/** A post for each channel; one for Google Business where it was asked for. */
export interface Posts {
  readonly facebook: string
  readonly instagram: string
  readonly twitter: string
  readonly linkedin: string
  readonly googleBusiness?: string | undefined
}
export type Channel = keyof Posts

export const channelNames: Readonly<Record<Channel, string>> = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  twitter: 'X (Twitter)',
  linkedin: 'LinkedIn',
  googleBusiness: 'Google Business',
}

/** The channels of a set, in the order of the page. */
export const channelsOf = (posts: Posts): readonly Channel[] =>
  ORDER.filter((channel) => channel !== 'googleBusiness' || posts.googleBusiness !== undefined)

const ORDER = ['facebook', 'instagram', 'twitter', 'linkedin', 'googleBusiness'] as const satisfies readonly Channel[]

/** All posts as one text. */
export function postsText(posts: Posts): string {
  return channelsOf(posts)
    .map((channel) => `${channelNames[channel]}\n\n${posts[channel]}`)
    .join('\n\n')
}
