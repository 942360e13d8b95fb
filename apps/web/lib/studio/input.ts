import { Property } from '@banyan/ai/contract'
import { failure } from 'banyan/contract'
import { type Checked, checked } from '../checked.ts'
import type { ContentJobKind } from '../content/from-job.ts'
import { failureView } from '../failure-view.ts'
import { variantTones } from './forms.ts'
import { inputOf, type Run } from './runs.ts'

type Values = Readonly<Record<string, string>>

/** The runs that a form asks for, or what is wrong with it, field by field. `context` goes along where facts are taken. */
export function runsOf(key: string, values: Values, context: string): Checked<readonly Run[]> {
  const drafts = readers[key]?.(values, context)
  if (!drafts) return refused('There is no such kind of content.')
  if (!drafts.ok) return drafts
  if (drafts.value.length === 0) return refused('Choose at least one part to be written.')
  const runs: Run[] = []
  for (const { kind, input } of drafts.value) {
    const whole = checked(inputOf(kind), input)
    if (!whole.ok) return whole
    for (const tone of variantTones(values.variants ?? '1', values.tone))
      runs.push({ kind, input: tone === undefined ? whole.value : { ...whole.value, tone } })
  }
  return { ok: true, value: runs }
}

interface Draft {
  readonly kind: ContentJobKind
  readonly input: unknown
}

type Reader = (values: Values, context: string) => Checked<readonly Draft[]>

const one = (kind: ContentJobKind, input: unknown): Checked<readonly Draft[]> => ({
  ok: true,
  value: [{ kind, input }],
})

const readers: Readonly<Record<string, Reader>> = {
  'market-update': ({ location, timePeriod, audience }) =>
    one('ai.generateMarketUpdate', { location, timePeriod, ...given({ audience }) }),
  'blog-post': ({ topic, tone, headerImage }, context) =>
    one('ai.generateBlogPost', { topic, tone, headerImage: headerImage !== undefined, ...given({ context }) }),
  'video-script': ({ topic, tone, audience, seconds }, context) =>
    one('ai.generateVideoScript', { topic, tone, audience, ...numbers({ seconds }), ...given({ context }) }),
  'neighborhood-guide': ({ city, state, neighborhood, audience, tone, ...parts }) =>
    one('ai.generateNeighborhoodGuide', {
      city,
      state,
      tone,
      ...given({ neighborhood, audience }),
      schools: parts.schools !== undefined,
      amenities: parts.amenities !== undefined,
      transport: parts.transport !== undefined,
      market: parts.market !== undefined,
    }),
  listing(values) {
    const { address, type, bedrooms, bathrooms, squareFeet, price, features, persona } = values
    const property = checked(Property, {
      type,
      ...given({ address }),
      ...numbers({ bedrooms, bathrooms, squareFeet, price }),
      features: lines(features),
    })
    if (!property.ok) return property
    const drafts: Draft[] = []
    if (values.description !== undefined)
      drafts.push({ kind: 'ai.generateListingDescription', input: { property: property.value, persona } })
    if (values.faqs !== undefined) drafts.push({ kind: 'ai.generateListingFaqs', input: { property: property.value } })
    return { ok: true, value: drafts }
  },
  bio: ({ name, agencyName, experience, certifications, tone }) =>
    one('ai.generateAgentBio', {
      name,
      agencyName,
      tone,
      ...given({ experience }),
      certifications: lines(certifications),
    }),
}

/** What was written; what was left empty is not there. */
const given = (values: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value.trim() !== ''))

/** Numbers as people type them: `450,000` is one. What is none stays as it is, for its schema to say so. */
const numbers = (values: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(
    Object.entries(given(values)).map(([name, value]) => {
      const number = Number(value?.replaceAll(/[\s,$]/g, ''))
      return [name, Number.isNaN(number) ? value : number]
    }),
  )

const lines = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const refused = (detail: string): Checked<never> => ({ ok: false, failure: failureView(failure('invalid', detail)) })
