import { describe, expect, test } from 'vitest'
import { systemRandom } from '../clock/index.ts'
import { traceIds } from '../telemetry/ids.ts'
import { formatTraceparent, parseTraceparent } from './traceparent.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const spanId = 'b7ad6b7169203331'

describe('traceparent', () => {
  test.each([
    ['00', false, false],
    ['01', true, false],
    ['02', false, true],
    ['03', true, true],
    // Flags that are not known yet are not passed on.
    ['fd', true, false],
  ])('flags %s: sampled %s, random %s', (flags, sampled, random) => {
    expect(parseTraceparent(`00-${traceId}-${spanId}-${flags}`)).toEqual({ traceId, spanId, sampled, random })
  })

  test.each(['00', '01', '02', '03'])('comes out as it went in with flags %s', (flags) => {
    const header = `00-${traceId}-${spanId}-${flags}`
    const trace = parseTraceparent(header)
    expect(trace && formatTraceparent(trace)).toBe(header)
  })

  test.each([`cc-${traceId}-${spanId}-01`, `cc-${traceId}-${spanId}-01-what-the-future-brings`])(
    'of a later version is read as far as it is known: %s',
    (header) => {
      expect(parseTraceparent(header)).toMatchObject({ traceId, spanId, sampled: true })
    },
  )

  test.each([
    undefined,
    '',
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01-more`,
    `00-${traceId}-${spanId}-01 `,
    ` 00-${traceId}-${spanId}-01`,
    `cc-${traceId}-${spanId}-01.more`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.slice(1)}-${spanId}-01`,
    `00-${traceId}-${spanId}-1`,
    `00-${traceId}-${spanId}`,
    `0-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-0x`,
  ])('that is invalid is no trace: %s', (header) => {
    expect(parseTraceparent(header)).toBeUndefined()
  })
})

describe('ids', () => {
  test('of a new trace make a valid header that says they are random', () => {
    const header = formatTraceparent(traceIds(systemRandom).begin())
    expect(header).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-03$/)
    expect(parseTraceparent(header)).toBeDefined()
  })

  test('of a child name its parent and keep what the caller decided', () => {
    const parent = { traceId, spanId, sampled: false, random: true }
    const child = traceIds(systemRandom).child(parent)
    expect(child).toMatchObject({ traceId, parentId: spanId, sampled: false, random: true })
    expect(child.spanId).toMatch(/^[0-9a-f]{16}$/)
    expect(child.spanId).not.toBe(spanId)
  })

  test('are not used twice, also beyond the counter', () => {
    const ids = traceIds(systemRandom)
    const root = ids.begin()
    const seen = new Set(Array.from({ length: 200_000 }, () => ids.child(root).spanId))
    expect(seen.size).toBe(200_000)
  })
})
