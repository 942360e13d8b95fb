import { describe, expect, test } from 'vitest'
import { failure } from '../contract/index.ts'
import { manualClock } from '../testing/clock.ts'
import { Breaker, type BreakerPolicy, type BreakerState, presets } from './index.ts'

describe('breaker', () => {
  test('opens at five failures within ten seconds and refuses without calling', async () => {
    const { breaker, fail, clock } = setup()
    for (let i = 0; i < 4; i++) await fail()
    expect(breaker.state).toBe('closed')
    await fail()
    expect(breaker.state).toBe('open')
    clock.advance(20_000)
    let called = false
    const refused = breaker.run(async () => {
      called = true
    })
    await expect(refused).rejects.toMatchObject({ code: 'unavailable', retry: true, retryAfter: 40_000 })
    expect(called).toBe(false)
  })

  test('forgets failures that are older than the window', async () => {
    const { breaker, fail, clock } = setup()
    for (let i = 0; i < 20; i++) {
      await fail()
      clock.advance(3_000)
    }
    expect(breaker.state).toBe('closed')
  })

  test('keeps a failure for the whole window', async () => {
    const { breaker, fail, clock } = setup()
    clock.advance(999)
    for (let i = 0; i < 4; i++) await fail()
    clock.advance(9_999)
    await fail()
    expect(breaker.state).toBe('open')
  })

  test('opens when four of five calls fail: a success in between does not reset it', async () => {
    const { breaker, fail, succeed } = setup()
    for (let i = 0; i < 4; i++) await fail()
    await succeed()
    await fail()
    expect(breaker.state).toBe('open')
  })

  test('stays closed when the failures are few among many calls', async () => {
    const { breaker, fail, succeed } = setup()
    for (let i = 0; i < 100; i++) await succeed()
    for (let i = 0; i < 10; i++) await fail()
    expect(breaker.state).toBe('closed')
    await Promise.all([fail(), fail()])
    expect(breaker.state).toBe('open')
  })

  test('lets one probe through at a time, and closes after two successes', async () => {
    const { breaker, trip, clock, succeed, states } = setup()
    await trip()
    clock.advance(60_000)
    expect(breaker.state).toBe('halfOpen')
    const probe = Promise.withResolvers<string>()
    const first = breaker.run(() => probe.promise)
    const others = await Promise.allSettled(Array.from({ length: 99 }, () => breaker.run(async () => 'no')))
    expect(others.every(({ status }) => status === 'rejected')).toBe(true)
    probe.resolve('back')
    expect(await first).toBe('back')
    expect(breaker.state).toBe('halfOpen')
    await succeed()
    expect(states).toEqual(['open', 'halfOpen', 'closed'])
  })

  test('opens again for the whole time when a probe fails', async () => {
    const { breaker, trip, clock, fail } = setup()
    await trip()
    clock.advance(60_000)
    await fail()
    clock.advance(59_999)
    expect(breaker.state).toBe('open')
    clock.advance(1)
    expect(breaker.state).toBe('halfOpen')
  })

  test('frees the place of a probe whose caller gave up, without judging the target', async () => {
    const { breaker, trip, clock, succeed } = setup()
    await trip()
    clock.advance(60_000)
    await expect(breaker.run(() => Promise.reject(new DOMException('gone', 'AbortError')))).rejects.toThrow('gone')
    expect(breaker.state).toBe('halfOpen')
    await succeed()
    await succeed()
    expect(breaker.state).toBe('closed')
  })

  test('does not count calls that began before it opened', async () => {
    const { breaker, trip, clock, succeed } = setup()
    const slow = Promise.withResolvers<never>()
    const late = breaker.run(() => slow.promise)
    await trip()
    clock.advance(60_000)
    await succeed()
    slow.reject(failure('downstreamFailed'))
    await expect(late).rejects.toThrow()
    await succeed()
    expect(breaker.state).toBe('closed')
  })

  test('starts counting from nothing after it closed, however long its window is', async () => {
    const { breaker, trip, clock, succeed, fail } = setup(presets.model.breaker)
    await trip()
    clock.advance(30_000)
    await succeed()
    await succeed()
    for (let i = 0; i < 2; i++) await fail()
    expect(breaker.state).toBe('closed')
    await fail()
    expect(breaker.state).toBe('open')
  })

  test('takes a refusal of the request for an answer', async () => {
    const { breaker } = setup()
    for (let i = 0; i < 20; i++) await breaker.run(() => Promise.reject(failure('notFound'))).catch(() => undefined)
    expect(breaker.state).toBe('closed')
  })

  test('notices a model that hangs, although each hang takes half a minute to show', async () => {
    const { breaker, fail, clock } = setup(presets.model.breaker)
    for (let i = 0; i < 3; i++) {
      clock.advance(30_000)
      await fail()
    }
    expect(breaker.state).toBe('open')
    clock.advance(30_000)
    expect(breaker.state).toBe('halfOpen')
  })
})

function setup(policy: BreakerPolicy = presets.external.breaker) {
  const clock = manualClock()
  const states: BreakerState[] = []
  const breaker = new Breaker({ name: 'search', policy, clock, onChange: (state) => states.push(state) })
  const fail = () =>
    expect(breaker.run(() => Promise.reject(failure('downstreamFailed')))).rejects.toMatchObject({
      code: 'downstreamFailed',
    })
  const succeed = () => breaker.run(async () => 'fine')
  const trip = async () => {
    for (let i = 0; i < policy.failures; i++) await fail()
  }
  return { breaker, clock, states, fail, succeed, trip }
}
