/** The orders of the library, and how they are called. */
export const sorts = { newest: 'Newest first', changed: 'Last changed', title: 'By title' } as const
export type Sort = keyof typeof sorts

export const sortOf = (given: string | undefined): Sort =>
  given !== undefined && Object.hasOwn(sorts, given) ? (given as Sort) : 'newest'
