import { startFakeOpenAI } from 'banyan/testing/openai/server'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Tone, VideoScript } from '../contract.ts'
import { offlineScript } from '../offline/script.ts'
import { startAi } from '../testing/start-ai.ts'
import { testGenerator } from '../testing/test-generator.ts'

const input = {
  topic: 'What to do before you list your home for sale',
  tone: 'Casual',
  audience: 'home sellers',
  seconds: 30,
  context:
    'A pre-listing inspection finds surprises early. Photos sell the first showing. Price it by recent sales nearby.',
} as const
const answer = {
  title: 'Before you list',
  hook: 'Selling soon?',
  scenes: [
    { visual: 'Front door', narration: 'Get it inspected.', seconds: 15 },
    { visual: 'Camera', narration: 'Take good photos.', seconds: 15 },
  ],
  callToAction: 'Call me.',
}

testGenerator('generateVideoScript', { input, answers: [answer], contentType: 'video-script', result: answer })

test('scenes that are far from the time asked for are written again', async () => {
  await using openai = await startFakeOpenAI({ port: 0 })
  openai.respond({ ...answer, scenes: [{ visual: 'x', narration: 'y', seconds: 90 }] })
  openai.respond(answer)
  await using ai = await startAi({ openai })
  expect((await ai.run('generateVideoScript', input)).result).toMatchObject(answer)
  expect(String(openai.requests[1]?.body?.messages.at(-1)?.content)).toContain('The scenes take 90 seconds')
})

describe('the offline script', () => {
  test('says what the context says, in the time that there is', () => {
    const { scenes, title } = offlineScript(input)
    expect(title).toBe('What to do before you list your home for sale')
    expect(scenes.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(30)
    expect(scenes.map(({ narration }) => narration).join(' ')).toContain(
      'A pre-listing inspection finds surprises early.',
    )
  })

  test('asks where there is no context: it states nothing', () => {
    const { scenes } = offlineScript({ ...input, context: undefined, seconds: 60 })
    expect(scenes.length).toBeGreaterThan(2)
    for (const { narration } of scenes.slice(1)) expect(narration).toContain('?')
  })

  test('sounds different in each tone', () => {
    expect(new Set(Tone.options.map((tone) => offlineScript({ ...input, tone }).hook)).size).toBe(4)
  })

  test('keeps to its form and its time, whatever is asked', () => {
    const inputs = fc.record({
      topic: fc.string({ minLength: 3, maxLength: 300 }),
      tone: fc.constantFrom(...Tone.options),
      audience: fc.string({ minLength: 1, maxLength: 120 }),
      seconds: fc.integer({ min: 15, max: 600 }),
      context: fc.option(fc.lorem({ maxCount: 20, mode: 'sentences' }), { nil: undefined }),
    })
    fc.assert(
      fc.property(inputs, (given) => {
        const script = offlineScript(given)
        expect(VideoScript.omit({ model: true }).safeParse(script).error?.issues ?? []).toEqual([])
        expect(script.scenes.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(given.seconds)
      }),
    )
  })
})
