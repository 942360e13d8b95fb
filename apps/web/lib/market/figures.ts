/** The public numbers of an agent, in the order of the columns. 0 is what nobody found. */
export const numberNames = ['avgRating', 'reviewCount', 'socialFollowers', 'domainAuthority'] as const
export type NumberName = (typeof numberNames)[number]
export type Figures = Readonly<Record<NumberName, number>>

export const numberLabels: Readonly<Record<NumberName, string>> = {
  avgRating: 'Rating',
  reviewCount: 'Reviews',
  socialFollowers: 'Followers',
  domainAuthority: 'Authority',
}

export const noFigures: Figures = { avgRating: 0, reviewCount: 0, socialFollowers: 0, domainAuthority: 0 }
