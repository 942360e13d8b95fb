import { ai } from '@banyan/ai/contract'
import { expect, test } from 'vitest'
import { type AuditDocument, changesSince } from './audit.ts'
import { marked } from './difference.ts'
import { lookedUp, lookingUp, put } from './edit-competitors.ts'
import { noFigures } from './figures.ts'
import { planInput } from './plan-input.ts'

const audit = (...stand: readonly [string, 'Consistent' | 'Inconsistent' | 'Not Found'][]): AuditDocument => ({
  results: stand.map(([platform, consistency]) => ({
    ...{ platform, consistency, url: '', foundName: '', foundAddress: '', foundPhone: '' },
  })),
  ...{ summary: '', sources: [], degraded: [], model: 'offline' },
})

test('two audits differ where a platform stands otherwise, for better or worse', () => {
  const before = audit(['Zillow', 'Inconsistent'], ['Yelp', 'Consistent'], ['Redfin', 'Not Found'])
  const now = audit(
    ['Zillow', 'Consistent'],
    ['Yelp', 'Inconsistent'],
    ['Redfin', 'Not Found'],
    ['Homes', 'Consistent'],
  )
  expect(changesSince(before, now)).toEqual([
    { platform: 'Zillow', before: 'Inconsistent', now: 'Consistent', better: true },
    { platform: 'Yelp', before: 'Consistent', now: 'Inconsistent', better: false },
    { platform: 'Homes', before: undefined, now: 'Consistent', better: true },
  ])
})

test.each([
  ['500 Congress Avenue, Suite 200', '500 Congress Ave., Ste 200', []],
  ['510 Congress Ave', '500 Congress Ave', ['510 ']],
  ['Maria GOMEZ-Lopez', 'maria gomez', ['GOMEZ-Lopez']],
])('words that were not expected are marked: %s', (found, expected, wrong) => {
  const pieces = marked(found, expected, 'text')
  expect(pieces.map(({ text }) => text).join('')).toBe(found)
  expect(pieces.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(wrong)
})

test('a phone number is one number however it is written', () => {
  const differs = (found: string) => marked(found, '(512) 555-0142', 'phone')[0]?.differs
  expect([differs('+1 512.555.0142'), differs('512-555-0143')]).toEqual([false, true])
})

const rival = (name: string, reviewCount = 0) => ({ ...noFigures, name, agency: 'A', reviewCount })
const list = (...competitors: ReturnType<typeof rival>[]) => ({ competitors, sources: [], degraded: [] })

test('an agent is added once, and changed in place', () => {
  const added = put(rival('Sam'))(list(rival('Ann')))
  expect(added?.competitors.map(({ name }) => name)).toEqual(['Ann', 'Sam'])
  expect(put(rival('sam '))(list(rival('Sam')))).toBeUndefined()
  const changed = put(rival('Anna', 3), { name: 'Ann', agency: 'A' })(list(rival('Ann'), rival('Sam')))
  expect(changed?.competitors.map(({ name, reviewCount }) => [name, reviewCount])).toEqual([
    ['Anna', 3],
    ['Sam', 0],
  ])
})

test('what was looked up goes to whom it was looked up for, and does not forget what it did not find', () => {
  const before = lookingUp({ name: 'Sam', agency: 'A' }, 'j1')(list(rival('Ann', 5), rival('Sam', 7)))
  const found = { ...noFigures, avgRating: 4.5 }
  const after = before && lookedUp('j1', found, '2026-01-01T00:00:00.000Z')(before)
  expect(after?.competitors).toEqual([
    rival('Ann', 5),
    { ...rival('Sam', 7), avgRating: 4.5, checkedAt: '2026-01-01T00:00:00.000Z' },
  ])
  expect(after && lookedUp('j1', found, 'again')(after)).toEqual(after)
})

test('a run that found nothing leaves the numbers and is forgotten', () => {
  const before = lookingUp('own', 'j2')({ ...list(), own: { ...noFigures, reviewCount: 4 } })
  expect(before && lookedUp('j2', undefined, 'now')(before)?.own).toEqual({ ...noFigures, reviewCount: 4 })
})

test('a plan is made of what is known, and of no number that nobody knows', () => {
  const input = planInput(
    {
      audit: { ...audit(['Zillow', 'Inconsistent']), summary: 'One differs.' },
      list: { ...list({ ...rival('Sam', 12), avgRating: 0 }), own: { ...noFigures, avgRating: 4.8 } },
    },
    { goal: ' ', budget: '$500 a month ' },
  )
  expect(input).toEqual({
    brandAudit: {
      summary: 'One differs.',
      results: [expect.objectContaining({ platform: 'Zillow' })],
      own: { avgRating: 4.8 },
    },
    competitors: [{ name: 'Sam', agency: 'A', reviewCount: 12 }],
    budget: '$500 a month',
  })
  const nothing = planInput({ audit: undefined, list: undefined }, { goal: '', budget: '' })
  expect(ai.members.generateMarketingPlan.input.safeParse(nothing).success).toBe(true)
  expect(ai.members.generateMarketingPlan.input.safeParse(input).success).toBe(true)
})
