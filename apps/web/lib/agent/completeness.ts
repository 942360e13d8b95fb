import type { AgentProfile } from '@banyan/content/contract'

/** Something that a profile does not say yet. */
export interface Gap {
  /** Of the form. */
  readonly field: string
  /** `Your phone number` */
  readonly label: string
  /** What it is good for. */
  readonly use: string
}

export interface Completeness {
  readonly percent: number
  readonly gaps: readonly Gap[]
}

/** How much of what the tools work with an agent's profile says, and what is missing, the most useful first. */
export function completeness(profile: Said): Completeness {
  const gaps = WANTED.filter(({ has }) => !has(profile)).map(({ field, label, use }) => ({ field, label, use }))
  return { percent: Math.round(((WANTED.length - gaps.length) / WANTED.length) * 100), gaps }
}

/** What a brand audit compares: without these there is nothing to look for. */
export const auditable = ({ name, agency, address, phone }: Said): boolean =>
  [name, agency, address, phone].every((text) => text.trim() !== '')

type Said = Omit<AgentProfile, 'version' | 'updatedAt' | 'reviews'>

interface Wanted extends Gap {
  readonly has: (profile: Said) => boolean
}

const AUDIT = 'The brand audit looks for it on the platforms.'

const WANTED: readonly Wanted[] = [
  { field: 'name', label: 'Your name', use: AUDIT, has: ({ name }) => name.trim() !== '' },
  { field: 'agency', label: 'Your agency', use: AUDIT, has: ({ agency }) => agency.trim() !== '' },
  { field: 'phone', label: 'Your phone number', use: AUDIT, has: ({ phone }) => phone.trim() !== '' },
  { field: 'address', label: 'Your address', use: AUDIT, has: ({ address }) => address.trim() !== '' },
  {
    field: 'website',
    label: 'Your website',
    use: 'The brand audit checks it, too.',
    has: ({ website }) => website.trim() !== '',
  },
  {
    field: 'bio',
    label: 'A biography',
    use: 'It stands wherever you introduce yourself.',
    has: ({ bio }) => bio.trim() !== '',
  },
  {
    field: 'licence',
    label: 'Your licence number',
    use: 'Most states ask for it in advertisements.',
    has: ({ licence }) => licence.trim() !== '',
  },
  {
    field: 'years',
    label: 'Your years of experience',
    use: 'Biographies name them.',
    has: ({ years }) => years !== null,
  },
  {
    field: 'facebook',
    label: 'A social profile',
    use: 'Clients look there before they call.',
    has: ({ social }) => Object.values(social).some((address) => address !== undefined && address.trim() !== ''),
  },
]
