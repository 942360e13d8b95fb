import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { channelLimits, Tone } from '../contract.ts'
import type { Material, Source } from '../generators/generator.ts'
import { offlinePosts } from './posts.ts'
import { offlineQueries } from './queries.ts'
import { offlineReport } from './report.ts'
import { xLength } from './x-length.ts'

const source = (title: string, text: string): Source => ({ title, url: `/library/${title}`, snippet: text, text })
const sources = [
  source(
    'Bees',
    'A honey bee colony holds up to sixty thousand bees in summer. Bees pollinate a third of the crops that people eat. ' +
      'They like it warm. A keeper inspects the frames of each hive every ten days in spring.',
  ),
  source(
    'Keeping bees',
    'Keeping bees begins with two hives, because one cannot be compared with anything. New keepers lose every third ' +
      'colony in their first winter. Mites are the most common reason for the loss of a bee colony.',
  ),
  source('Trains', 'The first railway ran in 1825. Railways changed how people thought about distance and time.'),
]
const material: Material = { sources, degraded: [] }

describe('offline report', () => {
  test('says only what its sources say, each finding with the source it comes from', () => {
    const { summary, keyFindings } = offlineReport('keeping bees', material)
    const all = sources.map(({ text }) => text).join(' ')
    const [body] = summary.split('\n\nThese are sentences from')
    for (const sentence of (body ?? '').match(/[^.]+\./g) ?? []) expect(all).toContain(sentence.trim())
    expect(keyFindings.length).toBeGreaterThanOrEqual(3)
    for (const { finding, source } of keyFindings) expect(sources[source - 1]?.text).toContain(finding)
  })

  test('leaves out a source that is about something else', () => {
    expect(JSON.stringify(offlineReport('keeping bees', material))).not.toMatch(/rail/i)
    expect(offlineReport('railways', material).summary).toMatch(/^Railways changed|^The first railway/)
  })

  test('does not begin a statement with a word that points back', () => {
    const { summary, keyFindings } = offlineReport('bees', material)
    expect(summary + keyFindings.map(({ finding }) => finding)).not.toContain('They like it warm')
  })

  test('is the same for the same input', () => {
    expect(offlineReport('bees', material)).toEqual(offlineReport('bees', structuredClone(material)))
  })

  test('makes no report of sources that are about something else', () => {
    const { summary, keyFindings } = offlineReport('quantum zebra trains', {
      sources: sources.slice(0, 2),
      degraded: [],
    })
    expect(summary).toContain('does not say enough')
    expect(keyFindings.every(({ source }) => source === 0)).toBe(true)
  })

  test.each([
    [['search'], 'did not answer'],
    [[], 'found no source'],
  ])('without sources (degraded: %j) says so and asks instead of inventing', (degraded, words) => {
    const { summary, keyFindings } = offlineReport('zebras', { sources: [], degraded })
    expect(summary).toContain(words)
    expect(keyFindings).toHaveLength(3)
    for (const { finding, source } of keyFindings) {
      expect(finding).toMatch(/^Open question: .*zebras/)
      expect(source).toBe(0)
    }
  })
})

describe('offline posts', () => {
  const context = sources.map(({ text }) => text).join('\n')

  test.each(Tone.options)('%s: four different posts with the facts of the context', (tone) => {
    const { facebook, instagram, twitter, linkedin } = offlinePosts({ topic: 'Keeping bees', tone, context })
    const posts = [facebook, instagram, twitter, linkedin]
    expect(new Set(posts).size).toBe(4)
    for (const post of posts) {
      expect(post).toMatch(/keeping bees/i)
      expect(post).toMatch(/#KeepingBees/)
      expect(post).toMatch(/colony|hives|crops/)
    }
    expect(new Set(posts.map((post) => post.split('\n')[0])).size).toBe(4)
  })

  test.each(Tone.options)('%s: as many sets as asked for, each different, and none repeats the first line', (tone) => {
    const { variations = [], ...first } = offlinePosts({ topic: 'Keeping bees', tone, context, variations: 3 })
    const sets = [first, ...variations]
    for (const channel of ['facebook', 'instagram', 'twitter', 'linkedin'] as const) {
      const posts = sets.map((set) => set[channel])
      expect(new Set(posts.map((post) => post.split('\n')[0])).size).toBe(3)
      for (const post of posts) expect(post).toMatch(/colony|hives|crops/)
    }
    expect(offlinePosts({ topic: 'Keeping bees', tone, context })).toEqual(first)
  })

  test('for Google Business have neither hashtags nor a question', () => {
    const { googleBusiness } = offlinePosts({ topic: 'Keeping bees', tone: 'Casual', context, googleBusiness: true })
    expect(googleBusiness).toContain('A honey bee colony holds')
    expect(googleBusiness).not.toMatch(/[#?]/)
  })

  test('use a context that has none of the words of the topic', () => {
    const { linkedin } = offlinePosts({ topic: 'Our spring event', tone: 'Professional', context })
    expect(linkedin).toMatch(/colony|hives|crops/)
  })

  test('sound different in each tone', () => {
    const openings = Tone.options.map((tone) => offlinePosts({ topic: 'bees', tone, context }).facebook.split('\n')[0])
    expect(new Set(openings).size).toBe(Tone.options.length)
  })

  test('state nothing where there is no context', () => {
    const { facebook, linkedin, twitter } = offlinePosts({ topic: 'Our new office in Lisbon', tone: 'Casual' })
    for (const post of [facebook, linkedin, twitter]) expect(post).toContain('?')
  })

  test('take no word of the offline model about itself for a fact', () => {
    const report = offlineReport('zebras', { sources: [], degraded: ['search'] })
    const posts = offlinePosts({ topic: 'zebras', tone: 'Casual', context: report.summary })
    expect(JSON.stringify(posts)).not.toMatch(/offline model|no report/)
  })

  test('keep the question mark of a topic, and nothing behind it', () => {
    const { twitter } = offlinePosts({ topic: 'Why do bees dance?', tone: 'Professional', context })
    expect(twitter).toMatch(/^Why do bees dance\? [A-Z]/)
  })

  test('keep to the limits of every channel, for any topic and context', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.lorem({ maxCount: 40, mode: 'words' }))
    const input = fc.record({
      topic: text.map((topic) => topic.slice(0, 300).trim()).filter((topic) => topic.length >= 3),
      tone: fc.constantFrom(...Tone.options),
      context: fc.option(fc.lorem({ maxCount: 30, mode: 'sentences' }), { nil: undefined }),
    })
    fc.assert(
      fc.property(input, (given) => {
        const posts = offlinePosts(given)
        for (const [channel, limit] of Object.entries(channelLimits)) {
          const post = posts[channel as keyof typeof channelLimits]
          expect(post.length).toBeGreaterThan(0)
          expect(post.length).toBeLessThanOrEqual(limit)
        }
        expect(xLength(posts.twitter)).toBeLessThanOrEqual(280)
        expect(offlinePosts(given)).toEqual(posts)
      }),
    )
  })

  test('cut no word of a long topic or sentence', () => {
    const words = Array.from({ length: 60 }, (_, at) => `word${at}ending`)
    const { twitter } = offlinePosts({
      topic: words.slice(0, 20).join(' '),
      tone: 'Casual',
      context: `W ${words.join(' ')}.`,
    })
    for (const part of twitter.match(/word\w*/g) ?? []) expect(part).toMatch(/^word\d+ending$/)
    expect(twitter.length).toBeGreaterThan(100)
  })
})

test.each([
  [
    'circuit breakers in microservices',
    ['circuit breakers in microservices', 'circuit breakers microservices', 'circuit breakers'],
  ],
  ['bees', ['bees']],
  ['What is it?', ['What is it?']],
])('offline queries for %j go from the whole to its core', (topic, queries) => {
  expect(offlineQueries(topic)).toEqual(queries)
})

test('X counts emoji and wide letters twice', () => {
  expect([xLength('word'), xLength('é—“'), xLength('日本'), xLength('🙂')]).toEqual([4, 3, 4, 2])
})
