import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import { offlinePlan } from '../offline/plan.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const found = (platform: string, consistency: 'Consistent' | 'Inconsistent' | 'Not Found') => ({
  platform,
  url: '',
  foundName: 'Maria Gomez',
  foundAddress: 'Not Found',
  foundPhone: '(512) 555-0199',
  consistency,
})
const input = {
  brandAudit: {
    summary: 'Of three platforms one differs and one was not found.',
    results: [found('Zillow', 'Inconsistent'), found('Yelp', 'Not Found'), found('Facebook', 'Consistent')],
    own: { reviewCount: 14, avgRating: 4.8, socialFollowers: 300 },
  },
  competitors: [
    { name: 'Sam Carter', reviewCount: 120, avgRating: 4.9, socialFollowers: 12_000, domainAuthority: 30 },
    { name: 'Ana Lopez', reviewCount: 64 },
  ],
}
const step = {
  title: 'Reviews',
  description: 'Ask for them.',
  tactics: ['Ask'],
  rationale: 'Few reviews.',
  tool: 'Review analysis',
}
const plan = { steps: [step, { ...step, tool: '' }, { ...step, tool: 'Pen' }], timeline: 'Six weeks.', budget: 'None.' }

testGenerator('generateMarketingPlan', {
  input,
  answers: [plan],
  contentType: 'marketing-plan',
  result: {
    plan: {
      // Where the tool is, is not for the model to say.
      steps: [
        { ...step, toolLink: '/reviews' },
        { title: 'Reviews', rationale: 'Few reviews.' },
        { ...step, tool: 'Pen' },
      ],
      timeline: 'Six weeks.',
      budget: 'None.',
    },
  },
})

test('the model is shown the audit and the competitors', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond(plan)
  await using ai = await startAi({ openai })
  await ai.run('generateMarketingPlan', { ...input, budget: '$500 a month', goal: 'two more listings' })
  const prompt = String(openai.requests[0]?.body?.messages[1]?.content)
  for (const part of [
    '"reviewCount":120',
    '"platform":"Zillow"',
    '<goal>two more listings</goal>',
    '<budget>$500 a month</budget>',
  ])
    expect(prompt).toContain(part)
})

describe('the offline plan', () => {
  const { steps, timeline, budget } = offlinePlan(input)

  test('follows from the audit and the comparison, and says from which numbers', () => {
    expect(steps[0]?.tactics).toContain('Correct Zillow')
    expect(steps[0]?.tactics).toContain('Claim or create a profile on Yelp')
    expect(steps[1]?.rationale).toBe(
      'Sam Carter has 120 reviews, you have 14: 106 more. The best rating among them is 4.9 (Sam Carter), yours is 4.8.',
    )
    expect(steps[2]?.rationale).toBe('Sam Carter has 12,000 followers, you have 300.')
    expect(steps.length).toBeGreaterThanOrEqual(5)
    for (const { title } of steps) expect(timeline).toContain(title)
  })

  test('names no budget that was not named', () => {
    expect(budget).not.toMatch(/\d/)
    expect(offlinePlan({ ...input, budget: '$500 a month' }).budget).toContain('$500 a month.')
  })

  test('leaves out what needs no doing', () => {
    const ahead = offlinePlan({
      brandAudit: {
        results: [found('Zillow', 'Consistent')],
        own: { reviewCount: 200, socialFollowers: 20_000, domainAuthority: 50 },
      },
      competitors: input.competitors,
    })
    expect(ahead.steps.map(({ title }) => title)).toEqual([
      'Ask each client for a review',
      'Publish something useful each week',
      'Look at the numbers once a month',
    ])
    expect(ahead.steps[0]?.rationale).toBe('Sam Carter has the most reviews of those compared: 120.')
  })

  test('is made of nothing but an audit in words', () => {
    const { steps } = offlinePlan({ brandAudit: { summary: 'The phone differs on Yelp' }, competitors: [] })
    expect(steps[0]?.rationale).toBe('The audit says: The phone differs on Yelp.')
    expect(JSON.stringify(steps)).not.toMatch(/\d/)
  })
})
