import { expect, test } from 'vitest'
import { failure } from '../contract/index.ts'
import { manualClock } from '../testing/clock.ts'
import { Breaker, type BreakerPolicy, type Verdict } from './index.ts'

/**
 * What a breaker should do, written without looking at how it does it: it keeps every call it ever saw with its times, and
 * finds out each state anew from them. Counted in whole slices of a tenth of the window, as the breaker says it counts.
 */
class Model {
  readonly policy: BreakerPolicy
  state: 'closed' | 'open' | 'halfOpen' = 'closed'
  since = 0
  calls: { id: number; state: string; era: number; began: number; lost: boolean }[] = []
  ended: { at: number; failed: boolean; era: number }[] = []
  era = 0
  good = 0

  constructor(policy: BreakerPolicy) {
    this.policy = policy
  }

  enter(id: number, now: number): boolean {
    if (this.state === 'open' && now >= this.since + this.policy.openFor) this.turn('halfOpen', now)
    if (this.state === 'open') return false
    if (this.state === 'halfOpen') {
      const current = () => this.calls.filter((call) => call.era === this.era && !call.lost)
      if (current().length >= this.policy.probes)
        for (const call of current()) if (now - call.began >= this.policy.probeFor) call.lost = true
      if (current().length >= this.policy.probes) return false
    }
    this.calls.push({ id, state: this.state, era: this.era, began: now, lost: false })
    return true
  }

  leave(id: number, verdict: Verdict, now: number): void {
    const call = this.calls.find((one) => one.id === id)
    this.calls = this.calls.filter((one) => one.id !== id)
    if (!call || call.era !== this.era || call.lost || verdict === 'nothing') return
    if (call.state === 'halfOpen') {
      if (verdict === 'failed') this.turn('open', now)
      else if (++this.good === this.policy.successes) this.turn('closed', now)
      return
    }
    this.ended.push({ at: now, failed: verdict === 'failed', era: this.era })
    if (verdict !== 'failed') return
    const slice = this.policy.window / 10
    const counted = this.ended.filter(
      ({ at, era }) => era === this.era && Math.floor(at / slice) >= Math.floor(now / slice) - 10,
    )
    const bad = counted.filter(({ failed }) => failed).length
    const { failures, rate, orRate } = this.policy
    const share = bad / counted.length
    if ((bad >= failures && share >= rate) || (orRate && counted.length >= orRate.volume && share >= orRate.rate))
      this.turn('open', now)
  }

  shown(now: number): string {
    return this.state === 'open' && now >= this.since + this.policy.openFor ? 'halfOpen' : this.state
  }

  turn(state: Model['state'], now: number): void {
    this.state = state
    this.since = now
    this.era++
    this.good = 0
    this.ended = []
  }
}

/** Small, fast and the same for a seed everywhere (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const SEQUENCES = 100_000
const STEPS = 20
/** Milliseconds; four seconds where nothing else runs. */
const PATIENCE = 120_000

test(
  `does what an independent model does, in ${SEQUENCES} random sequences`,
  () => {
    const seen = { closed: 0, open: 0, halfOpen: 0, refused: 0, hung: 0 }
    for (let seed = 0; seed < SEQUENCES; seed++) {
      const random = seeded(seed)
      const upTo = (n: number) => 1 + Math.floor(random() * n)
      const policy: BreakerPolicy = {
        failures: upTo(4),
        window: 100,
        rate: random() < 0.5 ? 0.1 : 0.6,
        ...(random() < 0.3 && { orRate: { volume: upTo(6), rate: 0.5 } }),
        openFor: upTo(60),
        successes: upTo(3),
        probes: upTo(3),
        probeFor: upTo(40),
      }
      const clock = manualClock()
      const breaker = new Breaker({ name: 'target', policy, clock })
      const model = new Model(policy)
      const running: { id: number; pass: number }[] = []
      for (let step = 0; step < STEPS; step++) {
        const dice = random()
        if (dice < 0.2) clock.advance(upTo(30))
        const now = clock.monotonic()
        const where = `seed ${seed}, step ${step}`
        if (dice < 0.6) {
          let pass: number | undefined
          try {
            pass = breaker.enter()
          } catch {
            seen.refused++
          }
          const expected = model.enter(step, now)
          if ((pass !== undefined) !== expected)
            expect.fail(`${where}: let in ${pass !== undefined}, model ${expected}`)
          if (pass !== undefined) running.push({ id: step, pass })
        } else if (running.length > 0) {
          const [call] = running.splice(Math.floor(random() * running.length), 1)
          if (!call) continue
          const verdict: Verdict = dice < 0.82 ? 'failed' : dice < 0.95 ? 'answered' : 'nothing'
          if (verdict === 'answered' && random() < 0.5) breaker.succeeded(call.pass)
          else breaker.failed(call.pass, verdict)
          model.leave(call.id, verdict, now)
        }
        if (model.calls.some(({ lost }) => lost)) seen.hung++
        if (breaker.state !== model.shown(now)) expect.fail(`${where}: ${breaker.state}, model ${model.shown(now)}`)
        seen[breaker.state]++
      }
    }
    // The sequences went everywhere, so that agreeing says something.
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(1_000)
  },
  PATIENCE,
)

test('gives the place of a probe that hangs to the next, and does not count it any more', async () => {
  const clock = manualClock()
  const policy = {
    failures: 1,
    window: 1_000,
    rate: 0.1,
    openFor: 100,
    successes: 1,
    probes: 1,
    probeFor: 500,
  }
  const breaker = new Breaker({ name: 'target', policy, clock })
  await expect(breaker.run(() => Promise.reject(failure('unavailable')))).rejects.toThrow()
  clock.advance(100)
  const hangs = breaker.enter()
  clock.advance(499)
  expect(() => breaker.enter()).toThrow('OPEN')
  clock.advance(1)
  const next = breaker.enter()
  breaker.failed(hangs, 'failed')
  expect(breaker.state).toBe('halfOpen')
  breaker.succeeded(next)
  expect(breaker.state).toBe('closed')
})
