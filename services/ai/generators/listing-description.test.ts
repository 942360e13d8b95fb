import { startFakeOpenAI } from 'banyan/testing/openai/server'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ListingDescription } from '../contract.ts'
import { offlineDescription } from '../offline/listing/description.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const property = {
  address: '12 Elm Street, Austin, TX',
  type: 'single-family home',
  bedrooms: 3,
  bathrooms: 2.5,
  squareFeet: 1850,
  price: 450_000,
  features: ['fenced garden with a vegetable bed and two apple trees', 'new roof in 2024', 'two-car garage'],
}
const input = { property, persona: 'first-time buyers' }
const answer = {
  headline: 'Three bedrooms on Elm Street',
  description: 'A home of 1,850 square feet with a fenced garden, for $450,000.',
  highlights: ['New roof in 2024'],
}

testGenerator('generateListingDescription', {
  input,
  answers: [answer],
  contentType: 'listing-description',
  result: answer,
})

test.each([
  ['the price', { ...answer, description: 'A home of 1,850 square feet.' }, '450,000'],
  ['the size', { ...answer, description: 'A home for $450,000.' }, '1,850'],
])('a description with another number for %s is written again', async (_, wrong, number) => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond(wrong)
  openai.respond(answer)
  await using ai = await startAi({ openai })
  expect((await ai.run('generateListingDescription', input)).result).toMatchObject(answer)
  expect(String(openai.requests[1]?.body?.messages.at(-1)?.content)).toContain(number)
})

describe('the offline description', () => {
  test('has the facts in sentences, and no number beside them', () => {
    const { headline, description, highlights } = offlineDescription(input)
    expect(headline).toBe('3-bedroom single-family home in Austin')
    expect(description).toContain('has 3 bedrooms and 2.5 bathrooms on 1,850 square feet.')
    for (const fact of ['12 Elm Street, Austin, TX', 'fenced garden', 'new roof in 2024', 'two-car garage', '$450,000'])
      expect(description).toContain(fact)
    expect(highlights).toContain('1,850 square feet')
    expect(new Set(description.match(/\d[\d,.]*\d|\d/g))).toEqual(
      new Set(['12', '3', '2.5', '1,850', '2024', '450,000']),
    )
  })

  test('leaves out what is not known', () => {
    const bare = offlineDescription({ property: { type: 'condo', features: [] }, persona: 'anyone' })
    expect(bare).toEqual({
      headline: 'Condo',
      description: 'For sale: a condo.\n\nAsk for a showing to see it for yourself.',
      highlights: [],
    })
  })

  test('puts first what the persona looks for, and does not name the persona', () => {
    const firstOf = (persona: string) =>
      offlineDescription({
        property: { ...property, features: ['two-car garage', 'new roof', 'home office'] },
        persona,
      })
    expect(firstOf('remote workers, e.g. professional writers').description).toContain(
      'comes with: home office, two-car garage',
    )
    expect(firstOf('first-time buyers').description).toContain('comes with: new roof, two-car garage')
    expect(JSON.stringify(firstOf('young families with children'))).not.toMatch(/famil(?!y home)|children/)
  })

  test('keeps to its form, whatever the property', () => {
    const text = fc.string({ minLength: 1, maxLength: 200 }).filter((each) => each.trim() !== '')
    const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
    const properties = fc.record({
      address: maybe(text),
      type: text.map((each) => each.slice(0, 80)),
      bedrooms: maybe(fc.integer({ min: 0, max: 100 })),
      bathrooms: maybe(fc.constantFrom(0, 0.5, 1, 2.5, 100)),
      squareFeet: maybe(fc.integer({ min: 1, max: 1_000_000 })),
      price: maybe(fc.integer({ min: 0, max: 1_000_000_000 })),
      features: fc.array(text, { maxLength: 40 }),
    })
    fc.assert(
      fc.property(properties, (given) => {
        const made = offlineDescription({ property: given, persona: 'anyone' })
        expect(ListingDescription.omit({ model: true }).safeParse(made).error?.issues ?? []).toEqual([])
      }),
    )
  })
})
