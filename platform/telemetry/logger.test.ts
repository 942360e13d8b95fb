import { describe, expect, test } from 'vitest'
import { Secret } from '../config/index.ts'
import { failure } from '../contract/index.ts'
import { manualClock } from '../testing/clock.ts'
import { createLogger } from './logger.ts'

function logged(format: 'json' | 'human' = 'json', level = 'info') {
  const lines: string[] = []
  const log = createLogger({
    clock: manualClock(),
    place: 'all',
    level,
    format,
    colour: false,
    write: (line) => lines.push(line),
  })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

describe('the log', () => {
  test("has time from the clock, level, place and the child's ids on every line", () => {
    const { log, last } = logged()
    log.child({ service: 'ai', requestId: 'r1', traceId: 't1' }).info({ ms: 3 }, 'ready')
    expect(last()).toEqual({
      level: 'info',
      time: '2026-01-01T00:00:00.000Z',
      place: 'all',
      service: 'ai',
      requestId: 'r1',
      traceId: 't1',
      ms: 3,
      msg: 'ready',
    })
  })

  test('leaves out what is below its level', () => {
    const { log, lines } = logged('json', 'warn')
    log.info('quiet')
    log.warn('loud')
    expect(lines).toHaveLength(1)
  })

  test.each(['json', 'human'] as const)('shows no secret as %s, wherever it stands', (format) => {
    const { log, lines } = logged(format)
    const secret = new Secret('hunter2')
    const child = log.child({ token: 'hunter2', nested: { apiKey: 'hunter2' } })
    child.info({ secret, list: [{ deep: { Authorization: 'hunter2' } }], 'set-cookie': ['hunter2'] }, 'see %s', secret)
    child.child({ password: 'hunter2' }).info({ refreshToken: 'hunter2', 'x-service-token': 'hunter2' })
    child.error(new Error('no', { cause: new Error('postgres://me:hunter2@host/db refused') }))
    child.warn(`called with Bearer hunter2.hunter2-_~+/= and eyJhbGciOi.eyJodW50ZXIy.hunter2`)
    expect(lines).toHaveLength(4)
    for (const line of lines) {
      expect(line).not.toContain('hunter2')
      expect(line).toContain('[secret]')
    }
  })

  test('keeps what only sounds alike', () => {
    const { log, last } = logged()
    log.info({ tokensUsed: 12, author: 'Ada', cookieless: true, idempotencyKey: 'k' }, 'a basic search')
    const kept = { tokensUsed: 12, author: 'Ada', cookieless: true, idempotencyKey: 'k', msg: 'a basic search' }
    expect(last()).toMatchObject(kept)
  })

  test('leaves out what people sent, and who they are', () => {
    const { log, last } = logged()
    log.info({ body: { text: 'private' }, request: { input: 'private' }, email: 'private@x', e_mail: 1 })
    expect(JSON.stringify(last())).not.toContain('private')
  })

  test('tells an error with its causes, and only its known fields', () => {
    const { log, last } = logged()
    const database = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(private@x)' })
    log.error({ err: failure('internal', { cause: new TypeError('cannot save', { cause: database }) }) }, 'failed')
    expect(last().err).toMatchObject({
      type: 'Failure',
      code: 'internal',
      cause: { type: 'TypeError', message: 'cannot save', cause: { code: '23505', message: 'duplicate key' } },
    })
    expect(JSON.stringify(last())).not.toContain('private')
  })

  test('survives values without end: circles, long texts, long lists, class instances', () => {
    const { log, last } = logged()
    const circle: Record<string, unknown> = {}
    circle.self = circle
    const loop: Error & { cause?: unknown } = new Error('loop')
    loop.cause = loop
    log.warn({ circle, loop, text: 'x'.repeat(10_000), list: Array(1_000).fill(1), map: new Map(), big: 1n }, 'odd')
    expect(JSON.stringify(last()).length).toBeLessThan(20_000)
    expect(last()).toMatchObject({ map: '[Map]', big: '1', msg: 'odd' })
  })

  test('is one line for people, with the error below it', () => {
    const { log, lines } = logged('human')
    log.child({ service: 'ai', requestId: 'r1' }).info({ ms: 3, note: 'two words' }, 'ready\u001b[2J\n')
    expect(lines[0]).toBe('00:00:00.000 INFO  ai       ready [2J  ms=3 note="two words" requestId=r1\n')
    log.error(new Error('outer', { cause: new Error('inner') }))
    expect(lines[1]).toMatch(
      /^00:00:00.000 ERROR all {6}outer\n {2}Error: outer\n.+\n {2}because of\n {4}Error: inner\n/s,
    )
  })
})
