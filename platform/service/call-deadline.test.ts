import { expect, it } from 'vitest'
import * as z from 'zod'
import { job, query } from '../contract/index.ts'
import { Deadline } from '../resilience/deadline.ts'
import { manualClock } from '../testing/clock.ts'
import { callDeadline, longestCall } from './call-deadline.ts'
import type { Frame } from './frame.ts'

const shape = { auth: 'public', input: z.object({}), output: z.void() } as const
const clock = manualClock()
const within = (ms: number): Frame => ({
  caller: { user: null, service: null },
  deadline: Deadline.in(clock, ms),
  requestId: 'r',
  trace: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true },
  idempotencyKey: undefined,
  ip: undefined,
  wait: undefined,
})
const remaining = (operation: Parameters<typeof longestCall>[0], ms: number, options?: { wait: number }) =>
  callDeadline({ operation, deadline: longestCall(operation) }, within(ms), options).remaining

it('is the operation’s own, or ten seconds, and never later than the caller’s', () => {
  expect(remaining(query({ ...shape, deadline: '2s' }), 60_000)).toBe(2_000)
  expect(remaining(query(shape), 60_000)).toBe(10_000)
  expect(remaining(query(shape), 500)).toBe(500)
})

it('leaves a job the time that its caller waits for the result, which is not the time of an attempt', () => {
  const waiting = job({ ...shape, deadline: '5m', wait: '30s' })
  expect(remaining(waiting, 600_000)).toBe(40_000)
  expect(remaining(waiting, 600_000, { wait: 0 })).toBe(10_000)
  expect(remaining(waiting, 5_000)).toBe(5_000)
})
