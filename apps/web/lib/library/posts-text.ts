export type Posts = Readonly<Record<Channel, string>>
export type Channel = 'facebook' | 'instagram' | 'twitter' | 'linkedin'

export const channelNames: Readonly<Record<Channel, string>> = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  twitter: 'X (Twitter)',
  linkedin: 'LinkedIn',
}

/** The channels, in the order of the page. */
export const channels = ['facebook', 'instagram', 'twitter', 'linkedin'] as const satisfies readonly Channel[]

/** All posts as one text. */
export function postsText(posts: Posts): string {
  return channels.map((channel) => `${channelNames[channel]}\n\n${posts[channel]}`).join('\n\n')
}
