import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { systemRandom } from '../clock/index.ts'
import { failure, query } from '../contract/index.ts'
import type { Observation } from '../hosts/node/observation.ts'
import { Deadline } from '../resilience/deadline.ts'
import type { Frame, Trace } from '../service/frame.ts'
import type { Plan } from '../service/plan.ts'
import { manualClock } from '../testing/clock.ts'
import { createTelemetry } from './index.ts'

function measured(level: 'info' | 'debug' = 'info') {
  const clock = manualClock()
  const lines: string[] = []
  const telemetry = createTelemetry({
    clock,
    random: systemRandom,
    config: { NODE_ENV: 'production', LOG_LEVEL: level },
    place: 'all',
    terminal: false,
    write: (line) => lines.push(line),
    processMetrics: false,
  })
  const frame = (trace: Trace): Frame => ({
    caller: { user: null, service: null },
    deadline: Deadline.in(clock, 1_000),
    requestId: 'r1',
    trace,
    idempotencyKey: undefined,
    ip: undefined,
    wait: undefined,
  })
  const observed = (trace: Trace, more: Partial<Observation> = {}): Observation => ({
    method: 'GET',
    route: '/ai/models',
    status: 200,
    startedAt: clock.now() - 12,
    durationMs: 12,
    requestId: 'r1',
    trace,
    ip: undefined,
    userId: undefined,
    plan: models,
    failure: undefined,
    ...more,
  })
  const text = async () => (await telemetry.metrics.text()).body
  return { clock, telemetry, frame, observed, lines, text }
}

const models: Plan = {
  id: 'ai.models',
  service: 'ai',
  name: 'models',
  operation: query({ auth: 'public', input: z.object({}), output: z.string() }),
  mapping: undefined,
  deadline: 1_000,
  run: () => Promise.reject(new Error('not run here')),
  stream: () => {
    throw new Error('not run here')
  },
}

describe('metrics', () => {
  test('count HTTP requests by method, route, status and service', async () => {
    const { telemetry, observed, text } = measured()
    const trace = telemetry.begin()
    telemetry.http(observed(trace))
    telemetry.http(observed(trace, { durationMs: 700 }))
    telemetry.http(observed(trace, { status: 404 }))
    telemetry.http(observed(trace, { route: '(none)', status: 404, plan: undefined }))
    telemetry.http(observed(trace, { method: 'BREW', route: '(none)', status: 405, plan: undefined }))
    const lines = await text()
    expect(lines).toContain('# TYPE http_request_duration_seconds histogram')
    const labels = 'method="GET",route="/ai/models",status_code="200",service="ai"'
    expect(lines).toContain(`http_request_duration_seconds_bucket{le="0.01",${labels}} 0`)
    expect(lines).toContain(`http_request_duration_seconds_bucket{le="0.025",${labels}} 1`)
    expect(lines).toContain(`http_request_duration_seconds_bucket{le="+Inf",${labels}} 2`)
    expect(lines).toContain(`http_request_duration_seconds_sum{${labels}} 0.712`)
    expect(lines).toContain(`http_request_duration_seconds_count{${labels}} 2`)
    expect(lines).toContain(`_count{method="GET",route="/ai/models",status_code="404",service="ai"} 1`)
    expect(lines).toContain(`_count{method="GET",route="(none)",status_code="404",service="gateway"} 1`)
    expect(lines).toContain(`_count{method="OTHER",route="(none)",status_code="405",service="gateway"} 1`)
  })

  test('count operations by outcome, and every failure by code and service', async () => {
    const { telemetry, frame, text } = measured()
    telemetry.finished(models, frame(telemetry.begin()), 0, 0.3, undefined)
    telemetry.finished(models, frame(telemetry.begin()), 0, 40, failure('unavailable'))
    const lines = await text()
    expect(lines).toContain(
      'operation_duration_seconds_bucket{le="0.0005",service="ai",operation="models",outcome="ok"} 1',
    )
    expect(lines).toContain('operation_duration_seconds_count{service="ai",operation="models",outcome="unavailable"} 1')
    expect(lines).toContain('errors_total{type="unavailable",service="ai"} 1')
  })

  test('count a failure of an operation once, and one of the gateway itself too', async () => {
    const { telemetry, frame, observed, text } = measured()
    const trace = telemetry.begin()
    const failed = failure('unavailable')
    telemetry.finished(models, frame(trace), 0, 40, failed)
    failed.via = models.id
    telemetry.http(observed(trace, { status: 503, failure: failed }))
    telemetry.http(observed(telemetry.begin(), { status: 429, failure: failure('limited'), plan: undefined }))
    const lines = await text()
    expect(lines).toContain('errors_total{type="unavailable",service="ai"} 1')
    expect(lines).toContain('errors_total{type="limited",service="gateway"} 1')
  })

  test('count a call that nobody answered for the service that was called, and no answered one again', async () => {
    const { telemetry, text } = measured()
    const call = { from: 'ai', to: 'search', operation: 'web', trace: telemetry.begin(), ms: 3 }
    const answered = failure('notFound')
    answered.requestId = 'r1'
    for (const failed of [undefined, failure('unavailable'), answered]) telemetry.called({ ...call, failure: failed })
    const lines = await text()
    expect(lines).toContain('errors_total{type="unavailable",service="search"} 1')
    expect(lines).not.toContain('errors_total{type="notFound"')
  })

  test('tell jobs, connections, pools and the outbox by the names that dashboards know', async () => {
    const { telemetry, text } = measured()
    telemetry.jobFinished('ai', 'runResearchAgent', 'done')
    telemetry.jobFinished('ai', 'runResearchAgent', 'done')
    telemetry.metrics.watchConnections('gateway', () => 7)
    telemetry.metrics.watchPools(() => [{ name: 'ai', total: 5, idle: 3, waiting: 1 }])
    telemetry.metrics.watchDurable(async () => ({
      jobs: [{ service: 'ai', type: 'runResearchAgent', pending: 4, running: 2, oldestPending: 1_500 }],
      outbox: { rows: 9, lag: 250 },
    }))
    const lines = await text()
    expect(lines).toContain('background_jobs_total{service="ai",job_type="runResearchAgent",status="done"} 2')
    expect(lines).toContain('background_jobs{service="ai",job_type="runResearchAgent",status="pending"} 4')
    expect(lines).toContain('background_jobs_oldest_pending_seconds{service="ai",job_type="runResearchAgent"} 1.5')
    expect(lines).toContain('active_connections{service="gateway"} 7')
    expect(lines).toContain('db_pool_connections{pool="ai",state="active"} 2')
    expect(lines).toContain('db_pool_connections{pool="ai",state="waiting"} 1')
    expect(lines).toContain('outbox_rows 9')
    expect(lines).toContain('outbox_lag_seconds 0.25')
  })

  test('are served without a source that fails or hangs, which is not told as zero', async () => {
    const { clock, telemetry, text, lines: log } = measured()
    telemetry.jobFinished('ai', 'x', 'done')
    telemetry.metrics.watchPools(() => {
      throw new Error('no pools')
    })
    const asked = new Promise<void>((resolve) => {
      telemetry.metrics.watchDurable(() => {
        resolve()
        return new Promise(() => undefined)
      })
    })
    const scraped = text()
    await asked
    clock.advance(2_000)
    const lines = await scraped
    expect(lines).toContain('background_jobs_total{service="ai",job_type="x",status="done"} 1')
    expect(lines).not.toMatch(/^outbox_rows/m)
    expect(lines).not.toMatch(/^db_pool_connections\{/m)
    expect(log.join()).toContain('no pools')
  })

  test('look at the tables once a scrape', async () => {
    const { telemetry, text } = measured()
    let looks = 0
    telemetry.metrics.watchDurable(async () => {
      looks++
      return { jobs: [], outbox: { rows: 0, lag: 0 } }
    })
    await text()
    expect(looks).toBe(1)
    await text()
    expect(looks).toBe(2)
  })

  test('include those of the process where they are asked for', async () => {
    const telemetry = createTelemetry({
      clock: manualClock(),
      random: systemRandom,
      config: { NODE_ENV: 'production', LOG_LEVEL: 'silent' },
      place: 'all',
      terminal: false,
      processMetrics: true,
    })
    const { type, body } = await telemetry.metrics.text()
    expect(type).toMatch(/^text\/plain; version=0.0.4/)
    expect(body).toContain('process_cpu_user_seconds_total')
    expect(body).toContain('nodejs_eventloop_lag_seconds')
  })
})

describe('spans', () => {
  test('of a request and of the operation that it ran are one', () => {
    const { telemetry, frame, observed } = measured()
    const trace = telemetry.begin()
    telemetry.finished(models, frame(trace), 0, 10, undefined)
    telemetry.http(observed(trace))
    expect(telemetry.spans.recent({ limit: 9 })).toEqual([
      expect.objectContaining({
        ...{ traceId: trace.traceId, spanId: trace.spanId, kind: 'server', service: 'ai', name: 'ai.models' },
        duration: 10,
        attributes: { 'http.request.method': 'GET', 'http.route': '/ai/models', 'http.response.status_code': 200 },
      }),
    ])
  })

  test('of a request that ran no operation stand alone', () => {
    const { telemetry, observed } = measured()
    telemetry.http(observed(telemetry.begin(), { route: '(web)', plan: undefined }))
    expect(telemetry.spans.recent({ limit: 9 })).toMatchObject([{ kind: 'server', service: 'web', name: 'GET (web)' }])
  })

  test('are recorded of both ends of what crosses: a call to another place, and an event that arrives', () => {
    const { telemetry } = measured()
    const sent = telemetry.child(telemetry.begin())
    telemetry.called({ from: 'ai', to: 'search', operation: 'web', trace: sent, ms: 3, failure: undefined })
    const handled = telemetry.child(sent)
    telemetry.consumed('users', 'user.created', handled, 2, new Error('no'))
    expect(telemetry.spans.recent({ limit: 9 })).toMatchObject([
      { kind: 'consumer', service: 'users', name: 'user.created', parentId: sent.spanId, error: 'internal' },
      {
        kind: 'client',
        service: 'ai',
        name: 'search.web',
        spanId: sent.spanId,
        attributes: { 'peer.service': 'search' },
      },
    ])
  })

  test('of a call name their parent, their start and their failure', () => {
    const { clock, telemetry, frame } = measured()
    const parent = telemetry.begin()
    telemetry.finished(models, frame(telemetry.child(parent)), 0, 25, failure('deadlineExceeded'))
    expect(telemetry.spans.recent({ limit: 1 })[0]).toMatchObject({
      parentId: parent.spanId,
      traceId: parent.traceId,
      start: clock.now() - 25,
      duration: 25,
      error: 'deadlineExceeded',
    })
  })
})

describe('the request log', () => {
  test('is quiet about what went well, unless it is asked', () => {
    const quiet = measured()
    quiet.telemetry.http(quiet.observed(quiet.telemetry.begin()))
    expect(quiet.lines).toEqual([])
    const talkative = measured('debug')
    talkative.telemetry.http(talkative.observed(talkative.telemetry.begin()))
    expect(talkative.lines).toHaveLength(1)
  })

  test('tells a failed request with its ids', () => {
    const { telemetry, observed, lines } = measured()
    const trace = telemetry.begin()
    telemetry.http(observed(trace, { status: 503, failure: failure('unavailable') }))
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      status: 503,
      code: 'unavailable',
      requestId: 'r1',
      traceId: trace.traceId,
    })
  })
})
