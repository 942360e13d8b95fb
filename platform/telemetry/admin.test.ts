import { request as httpRequest } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { systemRandom } from '../clock/index.ts'
import { manualClock } from '../testing/clock.ts'
import { type Admin, type Check, createHealth, createTelemetry, processMemory, startAdmin } from './index.ts'

const open: Admin[] = []
afterEach(async () => {
  for (const admin of open.splice(0)) await admin.close()
})

async function admin(check: Check = async () => ({ healthy: true })) {
  const clock = manualClock()
  const telemetry = createTelemetry({
    clock,
    random: systemRandom,
    config: { NODE_ENV: 'production', LOG_LEVEL: 'silent' },
    place: 'all',
    terminal: false,
    processMetrics: false,
  })
  const health = createHealth({ service: 'all', clock, checks: { database: check }, memory: processMemory })
  const resilience = () => ({ breakers: [{ service: 'ai', dependency: 'search', state: 'open' }] })
  const listener = await startAdmin({ telemetry, health, resilience, port: 0, host: '127.0.0.1' })
  open.push(listener)
  return { telemetry, health, listener, get: (path: string, host?: string) => get(listener.port, path, host) }
}

function get(port: number, path: string, host = `127.0.0.1:${port}`): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    httpRequest({ port, path, headers: { host } }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
      .on('error', reject)
      .end()
  })
}

describe('the admin listener', () => {
  test('serves metrics', async () => {
    const { telemetry, get } = await admin()
    telemetry.jobFinished('ai', 'x', 'done')
    const { status, body } = await get('/metrics')
    expect(status).toBe(200)
    expect(body).toContain('background_jobs_total{service="ai",job_type="x",status="done"} 1')
  })

  test('serves what caches are worth', async () => {
    const { telemetry, get } = await admin()
    telemetry.metrics.watchCaches(() => [
      { service: 'search', cache: 'web', hits: 30, stale: 1, misses: 10, failures: 2, entries: 9 },
    ])
    const { body } = await get('/metrics')
    for (const line of [
      'cache_requests_total{service="search",cache="web",result="hit"} 30',
      'cache_requests_total{service="search",cache="web",result="stale"} 1',
      'cache_requests_total{service="search",cache="web",result="miss"} 10',
      'cache_requests_total{service="search",cache="web",result="failure"} 2',
      'cache_entries{service="search",cache="web"} 9',
    ])
      expect(body).toContain(line)
  })

  test('serves what the platform does about failures, and counts its decisions', async () => {
    const { telemetry, get } = await admin()
    const decision = { service: 'ai', dependency: 'search', operation: 'web' }
    telemetry.decided({ what: 'retried', ...decision, reason: 'unavailable' })
    telemetry.decided({ what: 'fellBack', ...decision, reason: 'unavailable' })
    telemetry.metrics.resilience.shed('low')
    telemetry.metrics.resilience.watch(() => ({
      breakers: [{ service: 'ai', dependency: 'search', state: 'open', calls: 9, failures: 9 }],
      dependencies: [
        {
          service: 'ai',
          dependency: 'search',
          calls: { tried: 9, retried: 1, rejected: 0, fellBack: 1 },
          budget: 9,
          bulkhead: { running: 0, waiting: 0, limit: 1 },
        },
      ],
      operations: [],
    }))
    expect(JSON.parse((await get('/admin/resilience')).body).breakers).toHaveLength(1)
    const { body } = await get('/metrics')
    for (const line of [
      'fallbacks_total{service="ai",dependency="search"} 1',
      'resilience_decisions_total{service="ai",dependency="search",decision="retried"} 1',
      'dependency_tries_total{service="ai",dependency="search"} 9',
      'circuit_breaker_state{service="ai",dependency="search"} 2',
      'shed_requests_total{importance="low"} 1',
    ])
      expect(body).toContain(line)
  })

  test('serves recent spans, all or those of a trace', async () => {
    const { telemetry, get } = await admin()
    const [one, two] = [telemetry.begin(), telemetry.begin()]
    for (const trace of [one, two]) telemetry.spans.record(trace, 'internal', 'ai', 'ai.models', 1, 2, undefined)
    const all = JSON.parse((await get('/spans?limit=10')).body)
    expect(all.spans.map((span: { traceId: string }) => span.traceId)).toEqual([two.traceId, one.traceId])
    const some = JSON.parse((await get(`/spans?trace=${one.traceId}`)).body)
    expect(some.spans).toMatchObject([{ traceId: one.traceId, name: 'ai.models', duration: 2 }])
    expect((await get('/spans?limit=0')).status).toBe(400)
  })

  test('answers 503 for what is not healthy or not ready, with details', async () => {
    const { health, get } = await admin(async () => ({ healthy: false, detail: 'no route to db.internal' }))
    expect((await get('/health/ready')).status).toBe(503)
    health.started()
    expect((await get('/health/ready')).status).toBe(200)
    const { status, body } = await get('/health')
    expect(status).toBe(503)
    expect(JSON.parse(body).checks.database).toMatchObject({ healthy: false, detail: 'no route to db.internal' })
    health.draining()
    expect((await get('/health/ready')).status).toBe(503)
  })

  test('refuses a page of the web that took the name of this machine, and unknown paths', async () => {
    const { get } = await admin()
    expect((await get('/metrics', 'evil.example:3001')).status).toBe(403)
    expect((await get('/metrics', 'localhost:3001')).status).toBe(200)
    expect((await get('/nothing')).status).toBe(404)
  })

  test('says what to do when its port is taken', async () => {
    const { telemetry, health, listener } = await admin()
    await expect(startAdmin({ telemetry, health, port: listener.port, host: '127.0.0.1' })).rejects.toThrow(
      `Port ${listener.port} is taken; set ADMIN_PORT to another one`,
    )
  })
})
