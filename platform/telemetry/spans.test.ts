import { describe, expect, test } from 'vitest'
import { SpanRing } from './spans.ts'

const trace = (spanId: string, traceId = 't') => ({ traceId, spanId, sampled: true })
const record = (ring: SpanRing, spanId: string, traceId?: string) =>
  ring.record(trace(spanId, traceId), 'internal', 'ai', 'ai.models', 1_000, 2.5, undefined)
const ids = (spans: readonly { spanId: string }[]) => spans.map(({ spanId }) => spanId)

describe('the span ring', () => {
  test('gives the latest first, and forgets the oldest', () => {
    const ring = new SpanRing(3)
    for (const id of ['a', 'b', 'c', 'd']) record(ring, id)
    expect(ids(ring.recent({ limit: 10 }))).toEqual(['d', 'c', 'b'])
    expect(ids(ring.recent({ limit: 2 }))).toEqual(['d', 'c'])
    expect(ring.recorded).toBe(4)
  })

  test('finds the spans of one trace', () => {
    const ring = new SpanRing(8)
    record(ring, 'a', 'one')
    record(ring, 'b', 'two')
    record(ring, 'c', 'one')
    expect(ids(ring.recent({ trace: 'one', limit: 10 }))).toEqual(['c', 'a'])
  })

  test('gives copies: what was read does not change when its slot is used again', () => {
    const ring = new SpanRing(1)
    record(ring, 'a')
    const [span] = ring.recent({ limit: 1 })
    record(ring, 'b')
    expect(span?.spanId).toBe('a')
  })

  test('reads on from a sequence, and counts what was overwritten before it was read', () => {
    const ring = new SpanRing(4)
    for (const id of ['a', 'b', 'c']) record(ring, id)
    const first = ring.from(0, 2)
    expect([ids(first.spans), first.next, first.lost]).toEqual([['a', 'b'], 2, 0])
    for (const id of ['d', 'e', 'f', 'g']) record(ring, id)
    const second = ring.from(first.next, 10)
    expect([ids(second.spans), second.next, second.lost]).toEqual([['d', 'e', 'f', 'g'], 7, 1])
  })

  test('amends a recent span instead of telling it twice', () => {
    const ring = new SpanRing(4)
    record(ring, 'a')
    record(ring, 'b')
    expect(ring.amend('a', 'server', { 'http.route': '/ai/models' })).toBe(true)
    expect(ring.amend('x', 'server', {})).toBe(false)
    expect(ring.recent({ limit: 9 })[1]).toMatchObject({ kind: 'server', attributes: { 'http.route': '/ai/models' } })
    record(ring, 'c')
    record(ring, 'd')
    record(ring, 'e')
    expect(ring.recent({ limit: 1 })[0]).toMatchObject({ kind: 'internal', attributes: undefined })
  })
})
