import { startFakeOpenAI } from 'banyan/testing/openai/server'
import { describe, expect, test } from 'vitest'
import { offlineSentiment } from '../offline/reviews/sentiment.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const input = { comment: 'Maria was never late, and sold our house in a week.' }
const answer = { sentiment: 'positive', score: 0.8, reasons: ['“never late”'] }

testGenerator('analyzeReviewSentiment', { input, answers: [answer], contentType: 'review-sentiment', result: answer })

test('a score that does not fit its word is asked for again', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond({ ...answer, score: -0.8 })
  openai.respond(answer)
  await using ai = await startAi({ openai })
  expect((await ai.run('analyzeReviewSentiment', input)).result).toMatchObject({ score: 0.8 })
  expect(String(openai.requests[1]?.body?.messages.at(-1)?.content)).toContain('A score of -0.8 does not fit positive')
})

describe('the offline sentiment', () => {
  test.each([
    ['positive', 'Great agent, highly recommended!'],
    ['positive', 'She was never late and never pushy.'],
    ['positive', 'Could not be happier. No complaints at all.'],
    ['positive', 'I would not hesitate to work with him again.'],
    ['positive', 'Can’t recommend Sam enough!'],
    ['positive', 'Not only professional but kind, too.'],
    ['positive', 'The market is hard, but Maria made it easy and stress free. Wonderful!'],
    ['negative', 'Terrible experience. He never answered our calls.'],
    ['negative', 'Not very responsive, and not helpful.'],
    ['negative', 'I would not recommend her.'],
    ['negative', 'She didn’t listen and the closing was a nightmare.'],
    [
      'negative',
      'Nobody got back to us. Great photos, though the sale fell through and we were let down: poor advice, slow, rude.',
    ],
    ['negative', 'Hardly professional.'],
    ['neutral', 'We met twice in May.'],
    ['neutral', ''],
    ['neutral', 'Great photos, poor communication.'],
    ['neutral', 'Muy buena agente.'],
  ])('%s: %s', (sentiment, comment) => {
    expect(offlineSentiment(comment)).toMatchObject({ sentiment })
  })

  test('the score is the higher the more is praised, between -1 and 1', () => {
    const scores = [
      'Awful, rude, terrible.',
      'Slow.',
      'We met.',
      'Nice.',
      'Great.',
      'Great, kind, honest, perfect.',
    ].map((comment) => offlineSentiment(comment).score)
    expect(scores).toEqual([...scores].sort((a, b) => a - b))
    expect(new Set(scores).size).toBe(scores.length)
    expect(Math.abs(offlineSentiment('great '.repeat(1000)).score)).toBeLessThanOrEqual(1)
  })

  test('the reasons are the words of the review, the strongest first', () => {
    expect(offlineSentiment('Nice office. The worst closing ever, but Maria was honest.').reasons).toEqual([
      'Complaint: “The worst closing ever”',
      'Praise: “but Maria was honest”',
      'Praise: “Nice office”',
    ])
    expect(offlineSentiment('We met in May.').reasons).toEqual(['Nothing in it is recognised as praise or complaint.'])
  })

  test('answers the job without a model', async () => {
    await using ai = await startAi()
    const { result } = await ai.run('analyzeReviewSentiment', input)
    expect(result).toEqual({ ...offlineSentiment(input.comment), model: 'offline' })
  })
})
