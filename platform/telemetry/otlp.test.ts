import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { systemClock, systemRandom } from '../clock/index.ts'
import { manualClock } from '../testing/clock.ts'
import { createTelemetry } from './index.ts'
import { exportSpans } from './otlp.ts'
import { SpanRing } from './spans.ts'

interface OtlpSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: { key: string; value: Record<string, unknown> }[]
  status: { code: number; message?: string }
}
interface OtlpBody {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue: string } }[] }
    scopeSpans: { spans: OtlpSpan[] }[]
  }[]
}

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

/** A collector that speaks OTLP/HTTP with JSON, and keeps what it was sent. */
async function collector(status = 200) {
  const bodies: OtlpBody[] = []
  const paths: string[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      paths.push(`${request.method} ${request.url} ${request.headers['content-type']}`)
      bodies.push(JSON.parse(text))
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const spans = () => bodies.flatMap((body) => body.resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans)))
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies, paths, spans }
}

describe('the OTLP export', () => {
  test('sends spans as OpenTelemetry has them, a resource a service', async () => {
    const { endpoint, bodies, paths, spans } = await collector()
    const telemetry = createTelemetry({
      clock: systemClock,
      random: systemRandom,
      config: { NODE_ENV: 'production', LOG_LEVEL: 'silent', OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/` },
      place: 'all',
      terminal: false,
      processMetrics: false,
    })
    await telemetry.start()
    const root = telemetry.begin()
    const child = telemetry.child(root)
    const start = Date.UTC(2026, 0, 1, 0, 0, 1, 250)
    telemetry.spans.record(child, 'internal', 'search', 'search.web', start, 12.5, 'unavailable')
    telemetry.spans.record(root, 'server', 'ai', 'ai.models', start, 20, undefined, { 'http.route': '/ai/models' })
    telemetry.spans.record({ ...telemetry.begin(), sampled: false }, 'server', 'ai', 'unsampled', start, 1, undefined)
    await telemetry.stop()

    expect(paths).toEqual(['POST /v1/traces application/json'])
    const services = bodies.flatMap((b) => b.resourceSpans.map((r) => r.resource.attributes[0]?.value.stringValue))
    expect(services.sort()).toEqual(['ai', 'search'])
    const byName = Object.fromEntries(spans().map((span) => [span.name, span]))
    expect(Object.keys(byName).sort()).toEqual(['ai.models', 'search.web'])
    const nanos = BigInt(start) * 1_000_000n
    expect(byName['search.web']).toMatchObject({
      traceId: root.traceId,
      spanId: child.spanId,
      parentSpanId: root.spanId,
      kind: 1,
      startTimeUnixNano: String(nanos),
      endTimeUnixNano: String(nanos + 12_500_000n),
      status: { code: 2, message: 'unavailable' },
    })
    expect(byName['ai.models']).toMatchObject({
      spanId: root.spanId,
      kind: 2,
      status: { code: 0 },
      attributes: [{ key: 'http.route', value: { stringValue: '/ai/models' } }],
    })
    expect(byName['ai.models']?.parentSpanId).toBeUndefined()
  })

  test('sends on the clock, each span once', async () => {
    const { endpoint, spans } = await collector()
    const clock = manualClock()
    const ring = new SpanRing(64)
    const failed: unknown[] = []
    const exporting = exportSpans({ endpoint, ring, clock, failed: (_, error) => failed.push(error) })
    const record = (spanId: string) =>
      ring.record({ traceId: '1'.repeat(32), spanId, sampled: true }, 'internal', 'ai', 'x', 1, 1, undefined)
    record('1'.repeat(16))
    expect(spans()).toEqual([])
    clock.advance(1_000)
    await expect.poll(() => spans().length).toBe(1)
    record('2'.repeat(16))
    await exporting.stop()
    expect(spans().map((span) => span.spanId)).toEqual(['1'.repeat(16), '2'.repeat(16)])
    expect(failed).toEqual([])
  })

  test('does not wait for the clock when spans come fast, and says which it lost', async () => {
    const { endpoint, spans } = await collector()
    const ring = new SpanRing(8)
    const lost: number[] = []
    const exporting = exportSpans({ endpoint, ring, clock: manualClock(), failed: (count) => lost.push(count) })
    const record = (at: number) => {
      const spanId = at.toString(16).padStart(16, '0')
      ring.record({ traceId: '1'.repeat(32), spanId, sampled: true }, 'internal', 'ai', 'x', 1, 1, undefined)
    }
    for (let at = 1; at <= 4; at++) record(at)
    await expect.poll(() => spans().length).toBe(4)
    for (let at = 5; at <= 25; at++) record(at)
    await exporting.stop()
    const count = lost.reduce((sum, each) => sum + each, 0)
    expect(count).toBeGreaterThan(0)
    expect(spans().length + count).toBe(25)
  })

  test('tells of a collector that refuses', async () => {
    const { endpoint } = await collector(400)
    const ring = new SpanRing(8)
    const failures: number[] = []
    const exporting = exportSpans({ endpoint, ring, clock: systemClock, failed: (count) => failures.push(count) })
    ring.record(
      { traceId: '1'.repeat(32), spanId: '1'.repeat(16), sampled: true },
      'server',
      'ai',
      'x',
      1,
      1,
      undefined,
    )
    await exporting.stop()
    expect(failures).toEqual([1])
  })

  test('is not there without a collector', async () => {
    const telemetry = createTelemetry({
      clock: manualClock(),
      random: systemRandom,
      config: { NODE_ENV: 'production', LOG_LEVEL: 'silent' },
      place: 'all',
      terminal: false,
      processMetrics: false,
    })
    await telemetry.start()
    await telemetry.stop()
    expect(telemetry.spans.recorded).toBe(0)
  })
})
