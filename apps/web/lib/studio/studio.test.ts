import { expect, test } from 'vitest'
import { formOf, startValues, studioForms, variantTones } from './forms.ts'
import { runsOf } from './input.ts'
import { studioKinds } from './kinds.ts'
import { fromProfile, fromRun, introduction, placeOf } from './prefill.ts'
import { runRoute } from './routes.ts'

const examples = (key: string) => ({
  ...startValues(formOf(key)),
  ...Object.fromEntries(formOf(key).flatMap(({ name, example }) => (example === undefined ? [] : [[name, example]]))),
})

/** A switch that is off is not among the values. */
const off = (values: Readonly<Record<string, string>>, name: string) =>
  Object.fromEntries(Object.entries(values).filter(([other]) => other !== name))

test('every kind has a form, and every form a kind', () => {
  expect(Object.keys(studioForms).sort()).toEqual(studioKinds.map(({ key }) => key).sort())
})

test.each(studioKinds)('the examples of the form of a $key are an input that its generators take', ({ key, makes }) => {
  const runs = runsOf(key, examples(key), '')
  expect(runs).toMatchObject({ ok: true, value: makes.map(({ job }) => ({ kind: job })) })
})

test.each(studioKinds)('a run of a $key fills the form with what it was begun with', ({ key }) => {
  const before = runsOf(key, examples(key), '')
  if (!before.ok) throw new Error('the examples are refused')
  const first = before.value.slice(0, 1)
  const [run] = first
  if (!run) throw new Error('nothing was begun')
  const parts = key === 'listing' ? { description: 'on' } : {}
  const again = runsOf(key, { ...fromRun({ input: run.input }), ...parts }, examples(key).context ?? '')
  expect(again).toMatchObject({ ok: true, value: [{ kind: run.kind }] })
  if (key !== 'blog-post' && key !== 'video-script') expect(again).toEqual({ ok: true, value: first })
})

test('what is wrong is said field by field', () => {
  const values = { ...examples('listing'), type: ' ', bedrooms: 'many' }
  expect(runsOf('listing', values, '')).toMatchObject({
    ok: false,
    failure: { fields: { type: expect.any(String), bedrooms: 'Write a number' } },
  })
  expect(runsOf('video-script', { ...examples('video-script'), seconds: '5' }, '')).toMatchObject({
    failure: { fields: { seconds: 'Write at least 15' } },
  })
})

test('numbers are read as people type them, and parts that nobody wants are not written', () => {
  const values = { ...off(examples('listing'), 'description'), price: '$450,000', bathrooms: '' }
  expect(runsOf('listing', values, '')).toMatchObject({
    ok: true,
    value: [{ kind: 'ai.generateListingFaqs', input: { property: { price: 450_000 } } }],
  })
  expect(runsOf('listing', off(values, 'faqs'), '')).toMatchObject({ ok: false, failure: { code: 'invalid' } })
})

test('variants are runs of the same, or of different tones', () => {
  expect(variantTones('3', 'Casual')).toEqual(['Casual', 'Casual', 'Casual'])
  expect(variantTones('3 tones', 'Casual')).toEqual(['Casual', 'Professional', 'Enthusiastic'])
  expect(variantTones('2 tones', undefined)).toEqual([undefined, undefined])
  expect(variantTones('900', undefined)).toHaveLength(3)
  expect(variantTones('x', 'Casual')).toEqual(['Casual'])
  const runs = runsOf('blog-post', { ...examples('blog-post'), variants: '2 tones' }, 'Facts.')
  expect(runs).toMatchObject({
    ok: true,
    value: [{ input: { tone: 'Professional', context: 'Facts.' } }, { input: { tone: 'Casual', context: 'Facts.' } }],
  })
})

test('runs that were begun together have one address', () => {
  const [kind] = studioKinds
  if (!kind) throw new Error('there are no kinds')
  expect(runRoute(kind, ['a', 'b', 'c'])).toBe('/studio/market-update/a?with=b&with=c')
  expect(runRoute(kind, ['a'])).toBe('/studio/market-update/a')
})

test.each([
  ['500 Congress Ave, Austin, TX 78701', 'Austin', 'TX'],
  ['Austin, Texas', 'Austin', 'Texas'],
  ['12 Elm Street\nSanta Fe, New Mexico 87501-1234, USA', 'Santa Fe', 'New Mexico'],
  ['Congress Ave', '', ''],
  ['12 Elm Street, 78701', '', ''],
  ['', '', ''],
])('city and state are read from an address: %j', (address, city, state) =>
  expect(placeOf(address)).toEqual({ city, state }),
)

test('the profile fills what it says, and nothing else', () => {
  const profile = {
    name: 'Maria Gomez',
    licence: '',
    certifications: ['ABR', 'CRS'],
    years: 1,
    bio: '',
    phone: '',
    address: '500 Congress Ave, Austin, TX 78701',
    agency: 'Lakeside Realty',
    website: 'https://maria.example',
    social: {},
    googleId: '',
    zillowEmail: '',
    reviews: [],
    version: 1,
    updatedAt: null,
  }
  expect(fromProfile('bio', profile)).toEqual({
    name: 'Maria Gomez',
    agencyName: 'Lakeside Realty',
    experience: '1 year',
    certifications: 'ABR\nCRS',
  })
  expect(fromProfile('market-update', profile)).toEqual({ location: 'Austin, TX' })
  expect(fromProfile('neighborhood-guide', profile)).toEqual({ city: 'Austin', state: 'TX' })
  expect(introduction(profile)).toBe('The agent is Maria Gomez of Lakeside Realty. Reached at https://maria.example.')
  const nobody = { ...profile, name: '', agency: '', address: '', years: null, certifications: [] }
  expect(introduction(nobody)).toBe('')
  for (const { key } of studioKinds) expect(fromProfile(key, nobody)).toEqual({})
})
