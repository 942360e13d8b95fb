import { describe, expect, test } from 'vitest'
import { Failure, type Importance } from '../contract/index.ts'
import { manualClock } from '../testing/clock.ts'
import { LoadShedder, type Turn } from './index.ts'

describe('load shedder', () => {
  test('lets everything in while the queue is short', () => {
    const { shedder, turn } = setup()
    for (let i = 0; i < 100; i++) {
      const turns = Array.from({ length: 50 }, () => enter(shedder, 'low'))
      expect(turns).not.toContain(undefined)
      turn(1)
      for (const one of turns) if (one) shedder.leave(one)
    }
    expect(shedder.state).toEqual({ delay: 0, working: 0, limit: null })
  })

  test('takes one long pause for a pause', () => {
    const { shedder, turn } = setup()
    for (const ms of [500, 10, 60]) turn(ms)
    expect(shedder.state.limit).toBe(null)
  })

  test('takes a neighbour that slows the process down for no overload of its own', () => {
    const { shedder, turn } = setup()
    for (let i = 0; i < 50; i++) turn(150)
    expect(shedder.state.limit).toBe(null)
    for (let i = 0; i < 5; i++) turn(400)
    expect(shedder.state.limit).not.toBe(null)
  })

  test('three times what can be done: answers nearly as much as it can, in time', () => {
    const { served, offered, ages } = overload({ times: 3 })
    expect(served / offered).toBeGreaterThan(0.85 / 3)
    expect(served / offered).toBeLessThan(1.05 / 3)
    const settled = ages.slice(ages.length / 4).sort((a, b) => a - b)
    expect(settled[Math.floor(settled.length * 0.95)]).toBeLessThan(250)
  })

  test('the same where calls wait for the database, and the event loop is free', () => {
    const { served, offered, ages } = overload({ times: 3, behind: true })
    expect(served / offered).toBeGreaterThan(0.85 / 3)
    const settled = ages.slice(ages.length / 4).sort((a, b) => a - b)
    expect(settled[Math.floor(settled.length * 0.95)]).toBeLessThan(500)
  })

  test('refuses what matters least first', () => {
    const { admitted, came } = overload({ times: 1.5 })
    const share = (importance: Importance) => admitted[importance] / came[importance]
    expect(share('high')).toBeGreaterThan(0.9)
    expect(share('normal')).toBeGreaterThan(0.5)
    expect(share('low')).toBeLessThan(0.4)
  })

  test('lets everything in again soon after', () => {
    const { shedder, turn } = overload({ times: 3 })
    for (let turns = 0; shedder.state.limit !== null; turns++) {
      if (turns > 400) expect.fail('still limits after two seconds')
      turn(5)
    }
    expect(enter(shedder, 'low')).toBeDefined()
  })

  test('who waits long for something else is no work of the process', () => {
    const { shedder, turn } = setup()
    for (let i = 0; i < 30; i++) enter(shedder, 'normal')
    for (let i = 0; i < 30; i++) turn(10)
    expect(shedder.state.working).toBe(0)
  })

  test('when nearly all wait for somebody else who does not keep up, fewer are let in', () => {
    const { shedder, turn } = setup()
    const arrive = (ms: number) => {
      for (let n = 0; n < ms; n++) enter(shedder, 'normal')
      turn(ms)
    }
    for (let i = 0; i < 20; i++) arrive(10)
    expect(shedder.state.limit).toBe(null)
    for (let i = 0; i < 100; i++) arrive(10)
    expect(shedder.state.limit).not.toBe(null)
  })

  test('a refusal says that it is no failure of the target, and when to come back', () => {
    const { shedder } = overload({ times: 20 })
    const refusal = Array.from({ length: 1_000 }, () => shedder.admit('low')).find((one) => one instanceof Failure)
    expect(refusal).toMatchObject({ code: 'unavailable', status: 503, retryAfter: 1_000, overloaded: true })
  })

  test('stops looking when it is stopped', () => {
    const { shedder, clock } = setup()
    shedder.stop()
    const before = shedder.state
    clock.advance(10_000)
    expect(shedder.state).toEqual(before)
  })
})

/** The turn of a call, or undefined where it was refused. */
function enter(shedder: LoadShedder, importance: Importance): Turn | undefined {
  const turn = shedder.admit(importance)
  return turn instanceof Failure ? undefined : turn
}

/**
 * A process that can do one call a millisecond, offered `times` as many for ten seconds. Its calls stand in the event loop,
 * where a turn takes as long as its calls; or `behind` it, where ten at once wait for the database and the loop is free.
 */
function overload({ times, behind = false }: { readonly times: number; readonly behind?: boolean }) {
  const queue: { readonly turn: Turn; readonly came: number }[] = []
  const { shedder, turn, clock } = setup(() => (behind ? queue.length : 0))
  const all: Importance[] = ['high', 'normal', 'low']
  const came = { high: 0, normal: 0, low: 0 }
  const admitted = { high: 0, normal: 0, low: 0 }
  const ages: number[] = []
  const begun = clock.monotonic()
  let last = begun
  let at = 0
  while (clock.monotonic() - begun < 10_000) {
    const now = clock.monotonic()
    for (let left = Math.round((now - last) * times); left > 0; left--) {
      const importance = all[at++ % 3] as Importance
      came[importance]++
      const one = enter(shedder, importance)
      if (!one) continue
      admitted[importance]++
      queue.push({ turn: one, came: now })
    }
    last = now
    const length = behind ? 10 : Math.max(1, queue.length)
    turn(length)
    for (const done of queue.splice(0, length)) {
      shedder.leave(done.turn)
      ages.push(clock.monotonic() - done.came)
    }
  }
  return { shedder, turn, clock, came, admitted, ages, served: ages.length, offered: at }
}

/** A clock whose timers fire at the end of a turn, as those of a busy process do. */
function setup(behind: () => number = () => 0) {
  const manual = manualClock()
  let held: (() => void)[] = []
  const clock = {
    ...manual,
    timer: (ms: number, run: () => void) =>
      manual.timer(ms, () => {
        held.push(run)
      }),
  }
  const shedder = new LoadShedder(clock, { behind })
  shedder.start()
  const turn = (ms: number) => {
    manual.advance(ms)
    const due = held
    held = []
    for (const run of due) run()
  }
  return { shedder, turn, clock }
}
