import type { Client } from 'banyan/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { content } from './contract.ts'
import service from './service.ts'
import { codeOf } from './testing/code.ts'

let app: Started

beforeAll(async () => {
  app = await startServices({ services: [service] })
})
afterAll(() => app.close())

let users = 0
const somebody = (): Promise<Client<typeof content>> => app.as(content, `user-${users++}`)

async function http(method: string, user: string, headers: Record<string, string> = {}, body?: unknown) {
  const response = await fetch(`${app.baseUrl}/content/agent-profile`, {
    method,
    headers: { authorization: `Bearer ${await app.token(user)}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    body: text === '' ? undefined : JSON.parse(text),
  }
}

const whole = {
  name: 'Maria Gomez',
  licence: 'TX 123456',
  certifications: ['ABR', 'CRS'],
  years: 12,
  bio: 'Sells **houses**.\ud800',
  phone: '+1 (512) 555-0134 ext. 7',
  address: '500 Congress Ave\nAustin, TX',
  agency: 'Lakeside Realty',
  website: 'https://mariagomez.example/about?x=1',
  social: { facebook: 'https://facebook.com/maria', linkedin: '' },
  googleId: 'accounts/1/locations/2',
  zillowEmail: 'maria@zillow.example',
  reviews: [{ source: 'Google' as const, rating: 4.5, comment: 'Fast!', author: 'Sam', date: '2026-03-01' }],
}

describe("an agent's profile", () => {
  test('is empty until something is said, and then is what was said', async () => {
    const ann = await somebody()
    expect(await ann.agentProfile({})).toMatchObject({
      name: '',
      years: null,
      certifications: [],
      version: 0,
      updatedAt: null,
    })
    const saved = await ann.updateAgentProfile(whole)
    expect(saved).toMatchObject({ ...whole, version: 1 })
    expect(await ann.agentProfile({})).toEqual(saved)
  })

  test('keeps what is left out, and forgets what is emptied', async () => {
    const ann = await somebody()
    await ann.updateAgentProfile(whole)
    const changed = await ann.updateAgentProfile({ name: 'Maria G.', website: '', years: null, social: {} })
    expect(changed).toMatchObject({ ...whole, name: 'Maria G.', website: '', years: null, social: {}, version: 2 })
    expect(await ann.updateAgentProfile({ name: 'Maria G.' })).toEqual(changed)
  })

  test('has an entity tag that guards it against changes from two sides', async () => {
    const put = (ifMatch: string, name: string) => http('PUT', 'two-sides', { 'if-match': ifMatch }, { name })
    expect((await http('GET', 'two-sides')).etag).toBe('"0"')
    expect((await put('"1"', 'x')).status).toBe(412)
    expect((await put('"0"', 'Ann')).etag).toBe('"1"')
    const late = await put('"0"', 'Bea')
    expect([late.status, late.body.code]).toEqual([412, 'changedMeanwhile'])
    expect((await http('GET', 'two-sides', { 'if-none-match': '"1"' })).status).toBe(304)
    expect((await http('GET', 'two-sides')).body.name).toBe('Ann')
  })

  test('changed at once from many sides is changed by one', async () => {
    const ann = await somebody()
    const codes = await Promise.all(
      Array.from({ length: 8 }, (_, at) => codeOf(ann.updateAgentProfile({ name: `Ann ${at}`, ifMatch: '"0"' }))),
    )
    expect(codes.toSorted()).toEqual([...Array(7).fill('changedMeanwhile'), undefined])
    expect((await ann.agentProfile({})).version).toBe(1)
  })

  test.each<[string, object, string]>([
    ['no name', { name: ' ' }, 'name: Write your name'],
    ['a website without scheme', { website: 'example.com' }, 'website: Write an address such as https://example.com'],
    [
      'a script for a website',
      { website: 'javascript:alert(1)' },
      'website: Write an address such as https://example.com',
    ],
    ['a phone number of letters', { phone: 'call me' }, 'phone: Write a phone number such as +1 512 555 0134'],
    ['too short a phone number', { phone: '12345' }, 'phone: Write a phone number such as +1 512 555 0134'],
    ['years below nothing', { years: -1 }, 'years: Years begin at 0'],
    ['years without end', { years: 81 }, 'years: At most 80 years fit'],
    ['half a year', { years: 1.5 }, 'years: Write a whole number of years'],
    [
      'an e-mail address that is none',
      { zillowEmail: 'a@b' },
      'zillowEmail: Write an e-mail address such as ann@example.org',
    ],
    [
      'a social link that is none',
      { social: { x: 'maria' } },
      'social.x: Write an address such as https://example.com',
    ],
    [
      'a rating out of range',
      { reviews: [{ source: 'Yelp', rating: 6, comment: '' }] },
      'reviews.0.rating: Ratings go from 1 to 5',
    ],
  ])('%s is refused in words for people', async (_, given, detail) => {
    const { status, body } = await http('PUT', 'wrong', {}, { name: 'Ann', ...given })
    expect([status, body.detail]).toEqual([400, detail])
  })

  test.each(['(512) 555-0134', '+49 89 123456', '512.555.0134', '5125550134 x12', ''])(
    'the phone number %j is one',
    async (phone) => {
      const ann = await somebody()
      expect(await ann.updateAgentProfile({ name: 'Ann', phone })).toMatchObject({ phone })
    },
  )

  test("is nobody else's", async () => {
    const [ann, ben] = [await somebody(), await somebody()]
    await ann.updateAgentProfile(whole)
    expect(await ben.agentProfile({})).toMatchObject({ name: '', version: 0 })
    await ben.updateAgentProfile({ name: 'Ben' })
    expect((await ann.agentProfile({})).name).toBe('Maria Gomez')
  })
})

describe('training', () => {
  test('knows which lessons are done, and since when', async () => {
    const ann = await somebody()
    const done = await ann.train({ lesson: 'first-listing', done: true })
    expect(done).toMatchObject({ lesson: 'first-listing', done: true })
    expect(await ann.train({ lesson: 'first-listing', done: true })).toEqual(done)
    await ann.train({ lesson: 'ads', done: true })
    await ann.train({ lesson: 'ads', done: false })
    expect((await ann.training({})).lessons).toMatchObject([{ lesson: 'ads', done: false }, done])
    expect(await codeOf(ann.train({ lesson: 'No Lesson', done: true }))).toBe('invalid')
    expect((await (await somebody()).training({})).lessons).toEqual([])
  })
})
