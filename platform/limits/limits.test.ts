import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import { clientKey, Gcra, policyItem, SlidingWindow, stateItem } from './index.ts'
import { Recent } from './recent.ts'

const perMinute = { name: 'ip', max: 60, window: 60_000 }

describe('the leaky bucket', () => {
  it('allows a burst, then one request as each of them leaks', () => {
    const clock = manualClock()
    const limiter = new Gcra(perMinute, 3, { clock, keys: 10 })
    expect([1, 2, 3].map(() => limiter.take('a').remaining)).toEqual([2, 1, 0])
    const refused = limiter.take('a')
    expect(refused).toEqual({ allowed: false, remaining: 0, reset: 3000, retryAfter: 1000 })
    clock.advance(999)
    expect(limiter.take('a').allowed).toBe(false)
    clock.advance(1)
    expect(limiter.take('a').allowed).toBe(true)
    expect(limiter.take('a').allowed).toBe(false)
  })

  it('gives everything back after the time that it tells', () => {
    const clock = manualClock()
    const limiter = new Gcra(perMinute, 60, { clock, keys: 10 })
    for (let n = 0; n < 60; n += 1) expect(limiter.take('a').allowed).toBe(true)
    const { allowed, reset } = limiter.take('a')
    expect(allowed).toBe(false)
    clock.advance(reset)
    for (let n = 0; n < 60; n += 1) expect(limiter.take('a').allowed).toBe(true)
  })

  it('counts every key by itself', () => {
    const limiter = new Gcra(perMinute, 1, { clock: manualClock(), keys: 10 })
    expect(limiter.take('a').allowed).toBe(true)
    expect(limiter.take('b').allowed).toBe(true)
    expect(limiter.take('a').allowed).toBe(false)
  })

  it('allows a whole burst also where an interval is not a whole number', () => {
    const limiter = new Gcra({ name: 'odd', max: 7, window: 1000 }, 7, { clock: manualClock(), keys: 10 })
    for (let n = 0; n < 7; n += 1) expect(limiter.take('a').allowed).toBe(true)
    expect(limiter.take('a').allowed).toBe(false)
  })
})

describe('the sliding window', () => {
  it('never allows more than its maximum in any window, and refuses nothing that fits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }), (pauses) => {
        const clock = manualClock()
        const limiter = new SlidingWindow({ name: 'login', max: 5, window: 1000 }, { clock, keys: 10 })
        const allowed: number[] = []
        for (const pause of pauses) {
          clock.advance(pause)
          const recent = allowed.filter((at) => at + 1000 > clock.now()).length
          const verdict = limiter.take('a')
          expect(verdict.allowed).toBe(recent < 5)
          if (verdict.allowed) allowed.push(clock.now())
          expect(verdict.remaining).toBe(verdict.allowed ? 4 - recent : 0)
        }
      }),
    )
  })

  it('tells when the next request is allowed', () => {
    const clock = manualClock()
    const limiter = new SlidingWindow({ name: 'login', max: 2, window: 1000 }, { clock, keys: 10 })
    limiter.take('a')
    clock.advance(300)
    limiter.take('a')
    clock.advance(100)
    expect(limiter.take('a')).toEqual({ allowed: false, remaining: 0, reset: 900, retryAfter: 600 })
    clock.advance(600)
    expect(limiter.take('a').allowed).toBe(true)
  })
})

describe('the memory of a limiter', () => {
  it('holds no more than its size, and forgets what was unseen for longest', () => {
    const recent = new Recent<number>(100)
    for (let n = 0; n < 1000; n += 1) {
      recent.set(`key ${n}`, n)
      expect(recent.get('key 0')).toBe(0)
      expect(recent.size).toBeLessThanOrEqual(100)
    }
    expect(recent.get('key 999')).toBe(999)
    expect(recent.get('key 1')).toBeUndefined()
  })

  it('does not let a flood of others reset a client that keeps asking', () => {
    const limiter = new Gcra({ name: 'ip', max: 1, window: 3_600_000 }, 1, { clock: manualClock(), keys: 50 })
    limiter.take('attacker')
    for (let n = 0; n < 500; n += 1) {
      limiter.take(`other ${n}`)
      expect(limiter.take('attacker').allowed).toBe(false)
    }
  })
})

describe('the key of a client', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is %s', (ip, key) => expect(clientKey(ip)).toBe(key))
})

it('tells a policy and its state as structured fields', () => {
  const { policy } = new Gcra(perMinute, 60, { clock: manualClock(), keys: 1 })
  expect(policyItem(policy)).toBe('"ip";q=60;w=60')
  expect(stateItem(policy, { allowed: true, remaining: 59, reset: 1000, retryAfter: 0 })).toBe('"ip";r=59;t=1')
})
