/** One field of a form, as the page shows it. */
export interface FormField {
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** What somebody might write there. */
  readonly example?: string
  /** `lines`: one item in a line. */
  readonly look: 'line' | 'text' | 'lines' | 'number' | 'select' | 'switch'
  readonly options?: readonly string[]
  /** What stands there at first, or whether a switch is on. */
  readonly start?: string
  readonly optional?: true
  /** How much of the width it takes on a desk. Default all of it. */
  readonly width?: 'half' | 'quarter'
  readonly max?: number
}

const TONES = ['Professional', 'Casual', 'Enthusiastic', 'Humorous']
const tone: FormField = {
  name: 'tone',
  label: 'Tone',
  look: 'select',
  options: TONES,
  start: 'Professional',
  width: 'half',
}
const viewers: FormField = {
  name: 'audience',
  label: 'Audience',
  look: 'line',
  example: 'first-time buyers',
  width: 'half',
  max: 120,
}
const audience: FormField = { ...viewers, optional: true }
const facts: FormField = {
  name: 'context',
  label: 'Facts to use',
  look: 'text',
  hint: 'It is told to the model as it stands here. Nothing is invented beyond it and the sources.',
  example: 'The open house is on Saturday from 10 to 12. Parking behind the house.',
  optional: true,
  max: 8000,
}
const signed: FormField = {
  name: 'signed',
  label: 'Say who I am and how to reach me',
  look: 'switch',
  width: 'half',
}
const on = (name: string, label: string): FormField => ({ name, label, look: 'switch', start: 'on', width: 'quarter' })

/** The form of each kind, by its key. */
export const studioForms: Readonly<Record<string, readonly FormField[]>> = {
  'market-update': [
    { name: 'location', label: 'Place', look: 'line', example: 'Austin, TX', width: 'half', max: 120 },
    {
      name: 'timePeriod',
      label: 'Time',
      look: 'line',
      start: 'the last 30 days',
      example: 'the third quarter of 2026',
      hint: 'In your own words.',
      width: 'half',
      max: 80,
    },
    audience,
  ],
  'blog-post': [
    { name: 'topic', label: 'Topic', look: 'line', example: 'What to check before an open house', max: 300 },
    tone,
    { ...on('headerImage', 'With a header image'), width: 'half' },
    facts,
    signed,
  ],
  'video-script': [
    { name: 'topic', label: 'Topic', look: 'line', example: 'Three things to do before you list', max: 300 },
    { ...viewers, example: 'home sellers', hint: 'Who shall watch it.' },
    tone,
    {
      name: 'seconds',
      label: 'Length in seconds',
      look: 'number',
      start: '60',
      hint: 'From 15 to 600.',
      width: 'half',
    },
    facts,
    signed,
  ],
  'neighborhood-guide': [
    { name: 'neighborhood', label: 'Neighborhood', look: 'line', example: 'Hyde Park', optional: true, max: 120 },
    { name: 'city', label: 'City', look: 'line', example: 'Austin', width: 'half', max: 120 },
    { name: 'state', label: 'State', look: 'line', example: 'TX', width: 'half', max: 60 },
    { ...audience, example: 'people who move there for work' },
    tone,
    on('schools', 'Schools'),
    on('amenities', 'Amenities'),
    on('transport', 'Getting around'),
    on('market', 'Housing market'),
  ],
  listing: [
    {
      name: 'address',
      label: 'Address',
      look: 'line',
      example: '12 Elm Street, Austin, TX',
      hint: 'Leave it out where it shall not be told.',
      optional: true,
      width: 'half',
      max: 300,
    },
    { name: 'type', label: 'Type of property', look: 'line', example: 'single-family home', width: 'half', max: 80 },
    { name: 'bedrooms', label: 'Bedrooms', look: 'number', example: '3', optional: true, width: 'quarter' },
    { name: 'bathrooms', label: 'Bathrooms', look: 'number', example: '2.5', optional: true, width: 'quarter' },
    { name: 'squareFeet', label: 'Square feet', look: 'number', example: '1850', optional: true, width: 'quarter' },
    {
      name: 'price',
      label: 'Price in US dollars',
      look: 'number',
      example: '450000',
      optional: true,
      width: 'quarter',
    },
    {
      name: 'features',
      label: 'Features',
      look: 'lines',
      hint: 'One in a line. What is not told here is not written about.',
      example: 'fenced garden\nnew roof in 2024\ntwo-car garage',
      optional: true,
    },
    {
      name: 'persona',
      label: 'Written for',
      look: 'line',
      start: 'home buyers',
      example: 'first-time buyers',
      hint: 'For the description.',
      max: 120,
    },
    { ...on('description', 'Headline and description'), width: 'half' },
    { ...on('faqs', 'Questions and answers'), width: 'half' },
  ],
  bio: [
    { name: 'name', label: 'Your name', look: 'line', example: 'Maria Gomez', width: 'half', max: 120 },
    { name: 'agencyName', label: 'Agency', look: 'line', example: 'Lakeside Realty', width: 'half', max: 120 },
    {
      name: 'experience',
      label: 'Experience',
      look: 'text',
      hint: 'In your own words.',
      example: '12 years in residential sales in Austin',
      optional: true,
      max: 2000,
    },
    {
      name: 'certifications',
      label: 'Certifications',
      look: 'lines',
      hint: 'One in a line. Each is named exactly as it stands here.',
      example: 'ABR\nCRS',
      optional: true,
    },
    tone,
  ],
}

export const formOf = (key: string): readonly FormField[] => studioForms[key] ?? []

/** The values of a form before anybody wrote anything. */
export const startValues = (fields: readonly FormField[]): Record<string, string> =>
  Object.fromEntries(fields.flatMap(({ name, start }) => (start === undefined ? [] : [[name, start]])))

/** How many runs are begun at once, and in which tones. */
export const VARIANTS: readonly { readonly value: string; readonly label: string; readonly toned?: true }[] = [
  { value: '1', label: 'One' },
  { value: '2', label: 'Two, to compare' },
  { value: '3', label: 'Three, to compare' },
  { value: '2 tones', label: 'Two, in different tones', toned: true },
  { value: '3 tones', label: 'Three, in different tones', toned: true },
]

/** The tones of the variants, beginning with the one that was chosen; without tones, just their number. */
export function variantTones(variants: string, tone: string | undefined): readonly (string | undefined)[] {
  const count = Math.min(3, Math.max(1, Number.parseInt(variants, 10) || 1))
  if (tone === undefined || !variants.endsWith('tones')) return Array.from({ length: count }, () => tone)
  return [tone, ...TONES.filter((other) => other !== tone)].slice(0, count)
}
