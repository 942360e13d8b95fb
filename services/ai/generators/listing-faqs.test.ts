import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import { offlineFaqs } from '../offline/listing/faqs.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const property = {
  address: '12 Elm Street, Austin, TX 78701, near the park',
  type: 'single-family home',
  bedrooms: 3,
  price: 450_000,
  features: ['fenced garden', 'HOA fee of $50 a month'],
}
const faqs = [{ q: 'How many bedrooms are there?', a: 'Three.' }]

testGenerator('generateListingFaqs', {
  input: { property },
  answers: [{ faqs }],
  contentType: 'listing-faqs',
  result: { faqs },
})

test('an answer with an address of its own is written again', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond({ faqs: [{ q: 'Where?', a: 'See http://elm.example.' }] })
  openai.respond({ faqs })
  await using ai = await startAi({ openai })
  expect((await ai.run('generateListingFaqs', { property })).result).toMatchObject({ faqs })
})

describe('the offline answers', () => {
  const answers = new Map(offlineFaqs(property).map(({ q, a }) => [q, a]))

  test('are the facts', () => {
    expect(answers.get('What is the asking price?')).toBe('The asking price is $450,000.')
    expect(answers.get('How many rooms does it have?')).toBe('It has 3 bedrooms.')
    expect(answers.get('Is there outdoor space?')).toBe('Fenced garden.')
    expect(
      [...answers.values()]
        .join(' ')
        .match(/\d[\d,]*\d|\d/g)
        ?.sort(),
    ).toEqual(['12', '78701', '3', '450,000', '50'].sort())
  })

  test('say what is not known and whom to ask, and not where a feature tells', () => {
    expect(answers.get('What are the property taxes?')).toContain('not stated')
    expect(answers.has('Are there HOA fees?')).toBe(false)
    const bare = offlineFaqs({ type: 'condo', features: [] })
    expect(bare.find(({ q }) => q === 'What is the asking price?')?.a).toContain('Ask the listing agent')
    expect(bare.some(({ q }) => q === 'How large is it?')).toBe(false)
  })
})
