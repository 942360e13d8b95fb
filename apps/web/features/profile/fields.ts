import type { AgentProfile } from '@banyan/content/contract'

/** The profile as its form holds it: texts alone. */
export interface Fields {
  readonly name: string
  readonly licence: string
  /** One in a line. */
  readonly certifications: string
  readonly years: string
  readonly bio: string
  readonly phone: string
  readonly address: string
  readonly agency: string
  readonly website: string
  readonly facebook: string
  readonly instagram: string
  readonly x: string
  readonly linkedin: string
  readonly youtube: string
  readonly tiktok: string
  readonly googleId: string
  readonly zillowEmail: string
}

export type FieldName = keyof Fields

export const socialNames = ['facebook', 'instagram', 'x', 'linkedin', 'youtube', 'tiktok'] as const

export const fieldLabels: Readonly<Record<FieldName, string>> = {
  name: 'Name',
  licence: 'Licence number',
  certifications: 'Certifications',
  years: 'Years of experience',
  bio: 'Biography',
  phone: 'Phone',
  address: 'Address',
  agency: 'Agency',
  website: 'Website',
  facebook: 'Facebook',
  instagram: 'Instagram',
  x: 'X (Twitter)',
  linkedin: 'LinkedIn',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  googleId: 'Google Business location',
  zillowEmail: 'Zillow e-mail',
}

export function fieldsOf({ certifications, years, social, ...rest }: AgentProfile): Fields {
  const { name, licence, bio, phone, address, agency, website, googleId, zillowEmail } = rest
  const { facebook = '', instagram = '', x = '', linkedin = '', youtube = '', tiktok = '' } = social
  return {
    ...{ name, licence, bio, phone, address, agency, website, googleId, zillowEmail },
    ...{ facebook, instagram, x, linkedin, youtube, tiktok },
    certifications: certifications.join('\n'),
    years: years === null ? '' : String(years),
  }
}

/** The fields in which two forms differ. */
export const differing = (one: Fields, other: Fields): readonly FieldName[] =>
  names.filter((name) => one[name].trim() !== other[name].trim())

/** What the contract is told: the fields that differ from what is saved, and the name, without which it takes nothing. */
export function changeOf(fields: Fields, saved: Fields): Record<string, unknown> {
  const changed = new Set(differing(fields, saved))
  const change: Record<string, unknown> = { name: fields.name }
  for (const name of PLAIN) if (changed.has(name)) change[name] = fields[name]
  if (changed.has('certifications')) change.certifications = linesOf(fields.certifications)
  if (changed.has('years')) change.years = yearsOf(fields.years)
  // Its parts go together.
  if (socialNames.some((name) => changed.has(name)))
    change.social = Object.fromEntries(
      socialNames.filter((name) => fields[name].trim() !== '').map((name) => [name, fields[name].trim()]),
    )
  return change
}

/** Where the contract says what is wrong with a field. */
export const pathOf = (name: FieldName): string =>
  (socialNames as readonly string[]).includes(name) ? `social.${name}` : name

export const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What is no number stays what was typed: the contract says what it wants. */
function yearsOf(text: string): number | string | null {
  const typed = text.trim()
  if (typed === '') return null
  return Number.isNaN(Number(typed)) ? typed : Number(typed)
}

// Each name of a label is a field.
const names = Object.keys(fieldLabels) as FieldName[]
const PLAIN = ['licence', 'bio', 'phone', 'address', 'agency', 'website', 'googleId', 'zillowEmail'] as const
