import { describe, expect, test } from 'vitest'
import type { Importance } from '../contract/index.ts'
import { manualClock } from '../testing/clock.ts'
import { LoadShedder } from './index.ts'

describe('load shedder', () => {
  test('lets everything in while the queue is short', () => {
    const { shedder, turn } = setup()
    for (let i = 0; i < 100; i++) {
      turn(1)
      expect(offer(shedder, 50)).toBe(50)
    }
    expect(shedder.shares).toEqual({ low: 1, normal: 1, high: 1 })
  })

  test('takes one long pause for a pause', () => {
    const { shedder, turn } = setup()
    offer(shedder, 50)
    turn(500)
    turn(1)
    turn(60)
    expect(offer(shedder, 50)).toBe(50)
  })

  test('three times what can be done: refuses about two thirds, and settles near what can be done', () => {
    const { served, offered, delays } = overload(3)
    expect(served / offered).toBeGreaterThan(0.85 / 3)
    expect(served / offered).toBeLessThan(1.1 / 3)
    const settled = delays.slice(200).sort((a, b) => a - b)
    expect(settled[Math.floor(settled.length / 2)]).toBeLessThan(100)
  })

  test('refuses what matters least first', () => {
    const { admitted, came } = overload(1.5)
    const share = (importance: Importance) => admitted[importance] / came[importance]
    expect(share('high')).toBeGreaterThan(0.97)
    expect(share('normal')).toBeGreaterThan(0.5)
    expect(share('low')).toBeLessThan(0.3)
  })

  test('lets everything in again soon after', () => {
    const { shedder, turn } = overload(3)
    let turns = 0
    while (shedder.shares.normal < 1) {
      offer(shedder, 10)
      turn(5)
      if (++turns > 400) expect.fail('still sheds after two seconds')
    }
    expect(offer(shedder, 50)).toBe(50)
  })

  test('a refusal says that it is no failure of the target, and when to come back', () => {
    const { shedder } = overload(20)
    const refusal = Array.from({ length: 100 }, () => shedder.admit('low')).find((one) => one !== undefined)
    expect(refusal).toMatchObject({ code: 'unavailable', status: 503, retryAfter: 1_000, overloaded: true })
  })

  test('stops looking when it is stopped', () => {
    const { shedder, clock } = setup()
    shedder.stop()
    const before = shedder.delay
    clock.advance(10_000)
    expect(shedder.delay).toBe(before)
  })
})

/** How many of `count` calls are let in, of each importance as many. */
function offer(shedder: LoadShedder, count: number): number {
  let admitted = 0
  for (let i = 0; i < count; i++) if (!shedder.admit('normal')) admitted++
  return admitted
}

/** A process that can do one call a millisecond, offered `times` as many for ten seconds: a turn takes as long as its calls. */
function overload(times: number) {
  const { shedder, turn, clock } = setup()
  const all: Importance[] = ['high', 'normal', 'low']
  const came = { high: 0, normal: 0, low: 0 }
  const admitted = { high: 0, normal: 0, low: 0 }
  const delays: number[] = []
  let last = clock.monotonic()
  const begun = last
  let backlog = 0
  let at = 0
  while (clock.monotonic() - begun < 10_000) {
    const now = clock.monotonic()
    const arrived = Math.round((now - last) * times)
    last = now
    for (let i = 0; i < arrived; i++) {
      const importance = all[at++ % 3] as Importance
      came[importance]++
      if (shedder.admit(importance)) continue
      admitted[importance]++
      backlog++
    }
    const length = Math.max(1, backlog)
    backlog = 0
    delays.push(length)
    turn(length)
  }
  const served = admitted.high + admitted.normal + admitted.low
  return { shedder, turn, clock, came, admitted, delays, served, offered: came.high + came.normal + came.low }
}

/** A clock whose timers fire at the end of a turn, as those of a busy process do. */
function setup() {
  const manual = manualClock()
  let held: (() => void)[] = []
  const clock = {
    ...manual,
    timer: (ms: number, run: () => void) =>
      manual.timer(ms, () => {
        held.push(run)
      }),
  }
  const shedder = new LoadShedder(clock)
  shedder.start()
  const turn = (ms: number) => {
    manual.advance(ms)
    const due = held
    held = []
    for (const run of due) run()
  }
  return { shedder, turn, clock }
}
