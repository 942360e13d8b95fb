import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import { NapAudit } from '../contract.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const input = {
  name: 'Maria Gomez',
  address: '500 Congress Ave, Suite 200, Austin, TX 78701',
  phone: '(512) 555-0142',
  agency: 'Lakeside Realty of Austin and the Lakes, Incorporated',
  website: 'https://www.mariagomez.example/home',
}
const found = [
  {
    title: 'Maria Gomez - Lakeside Realty | Zillow',
    url: 'https://www.zillow.com/profile/maria',
    snippet: 'Maria Gomez, Lakeside Realty, 500 Congress Avenue Ste 200, Austin, Texas 78701. Call 512.555.0142.',
  },
  {
    title: 'Maria Gomez | Yelp',
    url: 'https://www.yelp.com/biz/maria',
    snippet: 'Maria Gomez Realtor. 510 Congress Ave, Austin, TX 78701. +1 512-555-0142',
  },
  {
    title: 'Maria Gomez | Facebook',
    url: 'https://www.facebook.com/maria',
    snippet: 'Maria Gomez is on Facebook. Photos of houses.',
  },
  {
    title: 'Mary Gomes - Realtor.com',
    url: 'https://www.realtor.com/x',
    snippet: 'Mary Gomes. (713) 555-0100. 1 Main St, Houston, TX',
  },
  {
    title: 'Maria Gomez, your agent',
    url: 'https://mariagomez.example/contact',
    snippet: 'Maria Gomez. 500 Congress Ave #200, Austin. Phone (512) 555-0199.',
  },
]
const byPlatform = (result: unknown) => new Map(NapAudit.parse(result).results.map((each) => [each.platform, each]))
const read = (at: number, name: string, address: string, phone: string) => ({
  url: found[at]?.url ?? '',
  name,
  address,
  phone,
})

testGenerator('runNapAudit', {
  input,
  answers: [
    {
      pages: [
        read(0, 'Maria Gomez', '500 Congress Avenue Ste 200, Austin, Texas 78701', '512.555.0142'),
        read(1, 'Maria Gomez', '510 Congress Ave, Austin, TX 78701', '+1 512-555-0142'),
      ],
    },
  ],
  search: found,
  contentType: 'nap-audit',
  result: { degraded: [], sources: found },
})

test('the platforms are compared here, whatever the model says, and what stands on no page does not count', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond({
    pages: [
      read(0, 'Maria Gomez', '1 Invented Street, Austin', '(999) 555-0000'),
      read(1, 'Maria Gomez', '510 Congress Ave, Austin, TX 78701', ''),
      { url: 'https://www.redfin.com/maria', name: 'Maria Gomez', address: input.address, phone: input.phone },
    ],
  })
  await using ai = await startAi({ openai, search: found })
  const platforms = byPlatform((await ai.run('runNapAudit', input)).result)
  expect(platforms.get('Zillow')).toMatchObject({
    foundAddress: 'Not Found',
    foundPhone: 'Not Found',
    consistency: 'Not Found',
  })
  expect(platforms.get('Yelp')).toMatchObject({ foundPhone: 'Not Found', consistency: 'Inconsistent' })
  expect(platforms.get('Redfin')).toMatchObject({ url: '', consistency: 'Not Found' })
})

describe('without a model', () => {
  test('each platform is consistent, inconsistent or not found, by what its page says', async () => {
    await using ai = await startAi({ search: found })
    const { result } = await ai.run('runNapAudit', input)
    const platforms = byPlatform(result)
    expect(platforms.get('Zillow')).toEqual({
      platform: 'Zillow',
      url: 'https://www.zillow.com/profile/maria',
      foundName: 'Maria Gomez',
      foundAddress: '500 Congress Avenue Ste 200, Austin, Texas 78701',
      foundPhone: '512.555.0142',
      consistency: 'Consistent',
    })
    expect(platforms.get('Yelp')).toMatchObject({
      foundAddress: '510 Congress Ave, Austin, TX 78701',
      consistency: 'Inconsistent',
    })
    // A page without address and phone proves nothing.
    expect(platforms.get('Facebook')).toMatchObject({ foundName: 'Maria Gomez', consistency: 'Not Found' })
    // Somebody else with a similar name.
    expect(platforms.get('Realtor.com')).toMatchObject({ url: '', foundName: 'Not Found', consistency: 'Not Found' })
    expect(platforms.get('Website')).toMatchObject({
      foundAddress: '500 Congress Ave #200, Austin',
      foundPhone: '(512) 555-0199',
      consistency: 'Inconsistent',
    })
    expect(platforms.size).toBe(9)
    const { summary } = NapAudit.parse(result)
    expect(summary).toContain(
      'Of 9 platforms checked, 1 agrees with your details, 2 differ, and on 6 they were not found.',
    )
    expect(summary).toContain('Correct first: Yelp and Website.')
    expect(summary).toContain('A page was found on Facebook')
  })

  test('says that nothing could be checked when the search does not answer', async () => {
    await using ai = await startAi({ search: 'down' })
    const { result } = await ai.run('runNapAudit', input)
    expect(NapAudit.parse(result).summary).toContain('no platform could be checked')
    expect(new Set(NapAudit.parse(result).results.map(({ consistency }) => consistency))).toEqual(
      new Set(['Not Found']),
    )
  })
})
