import type { SocialDocument } from '../../lib/library/document.ts'
import type { Channel, Posts } from '../../lib/library/posts-text.ts'

/** Sets of posts to choose from, and the one that is looked at. */
export interface Sets {
  readonly all: readonly Posts[]
  readonly chosen: number
}

export const setsOf = ({ posts, variations = [] }: SocialDocument): Sets => ({ all: [posts, ...variations], chosen: 0 })

export const chosenOf = ({ all, chosen }: Sets): Posts => all[chosen] ?? EMPTY

export const choosing = (sets: Sets, chosen: number): Sets => ({ ...sets, chosen })

export const onlyChosen = (sets: Sets): Sets => ({ all: [chosenOf(sets)], chosen: 0 })

export const writing = ({ all, chosen }: Sets, channel: Channel, text: string): Sets => ({
  all: all.map((posts, at) => (at === chosen ? { ...posts, [channel]: text } : posts)),
  chosen,
})

/** The document with the chosen set first. */
export function documentWith(social: SocialDocument, sets: Sets): SocialDocument {
  const { variations: _, ...rest } = social
  const others = sets.all.filter((__, at) => at !== sets.chosen)
  return { ...rest, posts: chosenOf(sets), ...(others.length > 0 && { variations: others.map((set) => ({ ...set })) }) }
}

const EMPTY: Posts = { facebook: '', instagram: '', twitter: '', linkedin: '' }
