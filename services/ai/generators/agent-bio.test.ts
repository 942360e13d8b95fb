import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import { Tone } from '../contract.ts'
import { offlineBio } from '../offline/bio.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const input = {
  name: 'Maria Gomez',
  experience: '12 years in residential sales in and around Austin, Texas',
  certifications: ['ABR', 'CRS'],
  agencyName: 'Lakeside Realty',
}
const bio = 'Maria Gomez works with Lakeside Realty. She holds the ABR and the CRS, and sold homes for 12 years.'

testGenerator('generateAgentBio', { input, answers: [{ bio }], contentType: 'agent-bio', result: { bio } })

test.each([
  ['the agency', 'Maria Gomez sells homes. ABR, CRS.', 'Lakeside Realty'],
  ['a certification', 'Maria Gomez of Lakeside Realty, ABR.', 'CRS'],
  ['nothing but an address of its own', `${bio} See https://maria.example.`, 'https://maria.example'],
])('a bio that leaves out %s is asked for again', async (_, wrong, named) => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond({ bio: wrong })
  openai.respond({ bio })
  await using ai = await startAi({ openai })
  expect((await ai.run('generateAgentBio', input)).result).toMatchObject({ bio })
  expect(String(openai.requests[1]?.body?.messages.at(-1)?.content)).toContain(named)
})

describe('the offline bio', () => {
  test.each(Tone.options)('%s: has each fact, and no number beside those given', (tone) => {
    const text = offlineBio({ ...input, tone })
    for (const fact of ['Maria Gomez', 'Lakeside Realty', 'ABR', 'CRS', '12 years in residential sales'])
      expect(text).toContain(fact)
    expect(text.match(/\d+/g)).toEqual(['12'])
  })

  test.each([
    ['12', 'Maria brings 12 years of experience.'],
    ['Over 20 years', 'Maria brings over 20 years of experience.'],
    ['8 years in condo sales', 'Maria brings 8 years in condo sales.'],
    ['I have sold homes since 2010', 'In Maria’s own words: “I have sold homes since 2010.”'],
    ['She began in 2010. Before, she taught.', 'She began in 2010. Before, she taught.'],
    ['relocations and first homes', 'Maria’s experience: relocations and first homes.'],
  ])('tells the experience "%s" as a sentence', (experience, sentence) => {
    expect(offlineBio({ name: 'Maria Gomez', agencyName: 'Lakeside Realty', experience })).toContain(
      `\n\n${sentence}\n\n`,
    )
  })

  test('says nothing of what was not told', () => {
    const text = offlineBio({ name: 'Dr. Ana de la Cruz', agencyName: 'Blue Door Inc.' })
    expect(text).toBe(
      'Dr. Ana de la Cruz is a real estate agent with Blue Door Inc.\n\nWhether you plan to buy or to sell, Ana will be glad to talk through your next step.',
    )
  })

  test('answers the job without a model', async () => {
    await using ai = await startAi()
    const [first, second] = [await ai.run('generateAgentBio', input), await ai.run('generateAgentBio', input, 'bob')]
    expect(first.result).toEqual({ bio: offlineBio(input), model: 'offline' })
    expect(second.result).toEqual(first.result)
  })
})
