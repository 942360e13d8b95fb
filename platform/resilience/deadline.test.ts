import { expect, it } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import { Deadline } from './deadline.ts'

it('only shrinks on the way down', () => {
  const clock = manualClock()
  const outer = Deadline.in(clock, 1000)
  expect(outer.within(5000)).toBe(outer)
  clock.advance(400)
  expect(outer.within(700)).toBe(outer)
  expect(outer.within(100).remaining).toBe(100)
})

it('aborts its signal on time, with a failure that may be retried', () => {
  const clock = manualClock()
  const { signal } = Deadline.in(clock, 1000)
  clock.advance(999)
  expect(signal.aborted).toBe(false)
  clock.advance(1)
  expect(signal.reason).toMatchObject({ code: 'deadlineExceeded', retry: true })
})

it('reaches the deepest child when the outermost is cancelled', () => {
  const clock = manualClock()
  const outer = Deadline.in(clock, 1000)
  const deepest = outer.within(500).within(100)
  const { signal } = deepest
  outer.cancel('gone')
  expect(signal.reason).toBe('gone')
  expect(deepest.expired).toBe(true)
})

it('tells a signal asked for after the cancellation', () => {
  const deadline = Deadline.in(manualClock(), 1000)
  deadline.cancel('gone')
  expect(deadline.within(10).signal.aborted).toBe(true)
})

it("ends with the caller's own signal, and leaves the parent alone", () => {
  const clock = manualClock()
  const parent = Deadline.in(clock, 1000)
  const caller = new AbortController()
  const child = parent.until(caller.signal)
  caller.abort('changed my mind')
  expect(child.signal.reason).toBe('changed my mind')
  expect(parent.expired).toBe(false)
})

it('is not moved by a jump of the wall clock', () => {
  const clock = manualClock()
  const deadline = Deadline.in({ ...clock, now: () => clock.now() + 60_000 }, 1000)
  expect(deadline.remaining).toBe(1000)
})
