import { type Clock, systemClock, systemRandom } from 'banyan/clock'
import { loadConfig } from 'banyan/config'
import { Breakers, Deadline } from 'banyan/resilience'
import { PIXEL } from 'banyan/testing/openai/images'
import { type FakeOpenAI, startFakeOpenAI } from 'banyan/testing/openai/server'
import { type FakeReplicate, startFakeReplicate } from 'banyan/testing/replicate/server'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { config } from '../config.ts'
import type { Call } from '../models/asking.ts'
import { NoAnswer } from '../models/no-answer.ts'
import { paint } from './paint.ts'
import { openPainters } from './painters.ts'

const wish = { title: 'Open houses', prompt: 'A private prompt of a house', alt: 'A house' }
const png = Uint8Array.from(Buffer.from(PIXEL, 'base64'))
const drawn = { mediaType: 'image/png', bytes: png }
const flux = 'replicate:black-forest-labs/flux-schnell'

let openai: FakeOpenAI
let replicate: FakeReplicate
beforeAll(async () => {
  openai = await startFakeOpenAI({ port: 0, apiKey: 'sk-1' })
  replicate = await startFakeReplicate({ port: 0, token: 'r8_1' })
})
afterEach(() => {
  openai.reset()
  replicate.reset()
})
afterAll(() => Promise.all([openai.close(), replicate.close()]))

/** Asks at once. Waits between attempts are noted instead of waited for. */
function painting(models: string, attemptTimeout = 20_000) {
  const calls: Call[] = []
  const waits: number[] = []
  const clock: Clock = { ...systemClock, sleep: async (ms) => void waits.push(ms) }
  const env = {
    AI_PICTURES: models,
    OPENAI_API_KEY: 'sk-1',
    OPENAI_BASE_URL: openai.url,
    REPLICATE_API_TOKEN: 'r8_1',
    REPLICATE_BASE_URL: replicate.url,
  }
  const settings = loadConfig({ env, schemas: { ai: config } }).services.ai
  const chain = openPainters(settings, new Breakers(clock), fetch)
  const deadline = Deadline.in(clock, 60_000)
  const painted = paint(wish, {
    chain,
    retry: { attempts: 2, base: 1, cap: 10_000, jitter: 0 },
    attemptTimeout,
    idleTimeout: attemptTimeout,
    clock,
    random: systemRandom,
    deadline,
    log: pino({ level: 'silent' }),
    reserve: async () => undefined,
    record: async (call) => void calls.push(call),
  })
  painted.catch(() => undefined)
  return { painted, calls, waits, deadline }
}

describe('a model of pictures', () => {
  test('of an OpenAI-compatible server draws what is wished for, at its price', async () => {
    const { painted, calls } = painting('openai:gpt-image-1')
    expect(await painted).toEqual({ value: drawn, model: 'gpt-image-1' })
    expect(openai.pictures.requests).toEqual([
      { model: 'gpt-image-1', prompt: wish.prompt, n: 1, size: '1536x1024', quality: 'medium' },
    ])
    expect(calls).toMatchObject([{ usage: { pictures: 1, inputTokens: 0 }, cost: 0.063, fault: undefined }])
  })

  test('of Replicate is asked, waited for, and its picture fetched', async () => {
    const { painted, calls } = painting(flux)
    expect(await painted).toEqual({ value: drawn, model: 'black-forest-labs/flux-schnell' })
    expect(replicate.requests[0]?.body).toMatchObject({
      model: 'black-forest-labs/flux-schnell',
      input: { prompt: wish.prompt, aspect_ratio: '16:9' },
    })
    expect(replicate.requests.map(({ path }) => path.replace(/p\d+$/, 'p'))).toEqual([
      '/v1/models/black-forest-labs/flux-schnell/predictions',
      '/v1/predictions/p',
      '/v1/predictions/p',
      '/files/p',
    ])
    expect(calls).toMatchObject([{ usage: { pictures: 1 }, cost: 0.003 }])
  })

  test('that is the offline one draws by itself', async () => {
    const { value, model } = await painting('offline').painted
    expect([value.mediaType, model]).toEqual(['image/svg+xml', 'offline'])
  })

  test.each([
    ['429', { kind: 'status', status: 429, retryAfter: 3 }, 'limited'],
    ['500', { kind: 'status', status: 500 }, 'unavailable'],
    ['a reset connection', { kind: 'reset' }, 'unreachable'],
    ['a cut answer', { kind: 'cut' }, 'garbled'],
    ['a malformed answer', { kind: 'malformedBody' }, 'garbled'],
    ['a page instead of an answer', { kind: 'wrongType' }, 'garbled'],
    ['a hang', { kind: 'hang' }, 'tooSlow'],
  ] as const)('of an OpenAI-compatible server is asked again after %s', async (_, fault, kind) => {
    openai.pictures.fail(fault)
    const { painted, calls, waits } = painting('openai:gpt-image-1', kind === 'tooSlow' ? 2_000 : 20_000)
    expect((await painted).value).toEqual(drawn)
    expect(calls.map(({ fault }) => fault?.kind)).toEqual([kind, undefined])
    expect(waits).toEqual([kind === 'limited' ? 3_000 : 1])
  })

  test.each([
    ['429', { kind: 'status', status: 429, retryAfter: 3 }, 'limited'],
    ['500', { kind: 'status', status: 500 }, 'unavailable'],
    ['a reset connection', { kind: 'reset' }, 'unreachable'],
    ['a malformed answer', { kind: 'malformedBody' }, 'garbled'],
    ['a page instead of an answer', { kind: 'wrongType' }, 'garbled'],
    ['a prediction that failed', { kind: 'failed' }, 'garbled'],
    ['a picture that is cut', { kind: 'cut' }, 'garbled'],
    ['a picture that is none', { kind: 'noPicture' }, 'garbled'],
    ['a hang', { kind: 'hang' }, 'tooSlow'],
    ['a prediction that is never done', { kind: 'unfinished' }, 'tooSlow'],
  ] as const)('of Replicate is asked again after %s', async (_, fault, kind) => {
    replicate.fail(fault)
    const { painted, calls } = painting(flux, kind === 'tooSlow' ? 4_000 : 20_000)
    expect((await painted).value).toEqual(drawn)
    expect(calls.map(({ fault }) => fault?.kind)).toEqual([kind, undefined])
  })

  test('that refuses gives way to the next, and no picture is no answer', async () => {
    openai.pictures.fail({ kind: 'status', status: 400 }, { times: 2 })
    expect((await painting(`openai:gpt-image-1,${flux}`).painted).model).toBe('black-forest-labs/flux-schnell')
    replicate.fail({ kind: 'status', status: 401 })
    await expect(painting(`openai:gpt-image-1,${flux}`).painted).rejects.toThrow(NoAnswer)
  })

  test('hears at once when nobody waits any longer', async () => {
    replicate.fail({ kind: 'hang' })
    const { painted, deadline } = painting(flux)
    const request = await replicate.arrived(1)
    deadline.cancel(new Error('cancelled by its user'))
    await expect(painted).rejects.toThrow('cancelled by its user')
    expect(await request.ended).toBe('cut')
  })
})
