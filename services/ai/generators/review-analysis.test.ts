import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import { offlineAnalysis } from '../offline/reviews/analysis.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const comments = [
  'Maria answered every question within the hour. Highly recommended!',
  'Great knowledge of the neighborhood, but the paperwork took too long.',
  'She never called back. We were left waiting for weeks.',
  'Slow and unresponsive.',
]
const answer = {
  overallSentiment: 'neutral',
  counts: { positive: 2, neutral: 0, negative: 2 },
  themes: [{ theme: 'Communication', frequency: 3, sentiment: 'negative' }],
  recommendations: ['Call back on the same day.'],
}

testGenerator('analyzeReviews', {
  input: { comments },
  answers: [answer],
  contentType: 'review-analysis',
  result: { ...answer, mixed: true },
})

test.each([
  [
    'counts that are not the number of reviews',
    { ...answer, counts: { positive: 9, neutral: 0, negative: 0 } },
    'there are 4 reviews',
  ],
  [
    'a theme in more reviews than there are',
    { ...answer, themes: [{ ...answer.themes[0], frequency: 7 }] },
    'Communication',
  ],
])('%s are asked for again', async (_, wrong, complaint) => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond(wrong)
  openai.respond(answer)
  await using ai = await startAi({ openai })
  expect((await ai.run('analyzeReviews', { comments })).result).toMatchObject(answer)
  expect(String(openai.requests[1]?.body?.messages.at(-1)?.content)).toContain(complaint)
})

describe('the offline analysis', () => {
  const themeOf = (reviews: readonly string[], name: string) =>
    offlineAnalysis(reviews).themes.find(({ theme }) => theme === name)

  test('counts in how many reviews each theme comes up, and how it is spoken of', () => {
    expect(themeOf(comments, 'Communication')).toEqual({ theme: 'Communication', frequency: 3, sentiment: 'negative' })
    expect(themeOf(comments, 'Market knowledge')).toMatchObject({ frequency: 1, sentiment: 'positive' })
    expect(themeOf(comments, 'Paperwork and closing')).toMatchObject({ frequency: 1, sentiment: 'negative' })
    expect(themeOf(comments, 'Marketing of the home')).toBeUndefined()
  })

  test('counts the reviews of each sentiment, and a review that repeats itself once', () => {
    expect(offlineAnalysis(comments).counts).toEqual({ positive: 2, neutral: 0, negative: 2 })
    expect(themeOf(['She called, she called again, and called.'], 'Communication')?.frequency).toBe(1)
  })

  test('sees through negation in a theme', () => {
    expect(themeOf(['She was never late. Prompt at each step.'], 'Speed')).toMatchObject({ sentiment: 'positive' })
    expect(themeOf(['He was not honest with us.'], 'Professionalism and trust')).toMatchObject({
      sentiment: 'negative',
    })
  })

  test('recommends what follows from the complaints, and always something', () => {
    const { recommendations } = offlineAnalysis(comments)
    expect(recommendations[0]).toMatch(/^(Communication|Speed) \(in \d of 4\): /)
    expect(recommendations.join()).toContain('Clients praise market knowledge')
    expect(offlineAnalysis(['We met in May.']).recommendations.length).toBeGreaterThan(0)
  })

  test('answers the job without a model', async () => {
    await using ai = await startAi()
    const { result } = await ai.run('analyzeReviews', { comments })
    expect(result).toMatchObject({ ...offlineAnalysis(comments), model: 'offline' })
  })
})
