import { expect, it } from 'vitest'
import { systemRandom } from '../../clock/index.ts'
import { formatTraceparent } from '../../service/traceparent.ts'
import { Traces } from './trace.ts'

const traces = new Traces(systemRandom)
const id = '0af7651916cd43dd8448eb211c80319c'
const span = 'b7ad6b7169203331'

it('continues the trace of its caller with a span of its own', () => {
  const trace = traces.of(`00-${id}-${span}-00`)
  expect(trace).toMatchObject({ traceId: id, parentId: span, sampled: false })
  expect(trace.spanId).toMatch(/^[0-9a-f]{16}$/)
  expect(trace.spanId).not.toBe(span)
  expect(formatTraceparent(trace)).toBe(`00-${id}-${trace.spanId}-00`)
})

it('reads a later version as far as it knows it', () => {
  expect(traces.of(`cc-${id}-${span}-01-more`)).toMatchObject({ traceId: id, parentId: span, sampled: true })
})

it.each([
  undefined,
  '',
  'nonsense',
  `ff-${id}-${span}-01`,
  `00-${id}-${span}-01-more`,
  `00-${'0'.repeat(32)}-${span}-01`,
  `00-${id}-${'0'.repeat(16)}-01`,
  `00-${id.toUpperCase()}-${span}-01`,
  `00-${id}-${span}`,
])('starts a new trace for %s', (header) => {
  const trace = traces.of(header)
  expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/)
  expect(trace).toMatchObject({ parentId: undefined, sampled: true })
  expect(trace.traceId).not.toBe(id)
})

it('gives no id twice', () => {
  const ids = Array.from({ length: 1000 }, () => traces.of(undefined)).flatMap(({ traceId, spanId }) => [
    traceId,
    spanId,
  ])
  expect(new Set(ids).size).toBe(2000)
})
