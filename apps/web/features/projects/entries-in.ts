import type { Project } from '@banyan/content/contract'

/** How much is in a project, in words. */
export const entriesIn = ({ entries }: Pick<Project, 'entries'>): string =>
  entries === 0 ? 'Empty' : entries === 1 ? '1 entry' : `${entries} entries`
