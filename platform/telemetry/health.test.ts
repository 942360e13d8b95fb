import { describe, expect, test } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import { type Check, createHealth, type HealthOptions } from './health.ts'

const well: Check = async () => ({ healthy: true, detail: 'connected' })
const memory = () => ({ used: 10, limit: 100 })

function examined(options: Partial<HealthOptions> = {}) {
  const clock = manualClock()
  const health = createHealth({ service: 'ai', clock, checks: { database: well }, memory, ...options })
  health.started()
  return { clock, health }
}

describe('health', () => {
  test('says for each check how it is', async () => {
    const { clock, health } = examined({ externalAPIs: new Map([['ai.models', well]]) })
    clock.advance(5_000)
    expect(await health.report()).toEqual({
      service: 'ai',
      healthy: true,
      status: 'healthy',
      timestamp: '2026-01-01T00:00:05.000Z',
      checks: {
        database: { healthy: true, status: 'healthy', detail: 'connected', latency: 0 },
        externalAPIs: {
          healthy: true,
          status: 'healthy',
          apis: { 'ai.models': { healthy: true, status: 'healthy', detail: 'connected', latency: 0 } },
        },
        memory: { healthy: true, status: 'healthy', used: 10, limit: 100, percent: 10 },
        uptime: { healthy: true, status: 'healthy', seconds: 5, detail: 'ready' },
      },
    })
  })

  test.each<[string, Check]>([
    ['says no', async () => ({ healthy: false })],
    ['rejects', () => Promise.reject(new Error('connection refused'))],
    [
      'throws',
      () => {
        throw new Error('at once')
      },
    ],
    // An object without a status, as `process.memoryUsage()` is, is not health.
    ['answers something else', async () => ({}) as never],
    ['answers something truthy', async () => ({ healthy: 'yes' }) as never],
  ])('is lost when a check %s', async (_, check) => {
    const { health } = examined({ checks: { database: check } })
    const report = await health.report()
    expect(report).toMatchObject({ healthy: false, status: 'unhealthy', checks: { database: { healthy: false } } })
  })

  test('is lost when a check does not answer in time; the check is told to stop', async () => {
    let stopped = false
    const hangs: Check = (signal) =>
      new Promise(() =>
        signal.addEventListener('abort', () => {
          stopped = true
        }),
      )
    const { clock, health } = examined({ checks: { database: hangs } })
    const report = health.report()
    await Promise.resolve()
    clock.advance(2_000)
    expect((await report).checks.database).toMatchObject({
      healthy: false,
      detail: 'no answer within 2000 ms',
      latency: 2_000,
    })
    expect(stopped).toBe(true)
  })

  test('is degraded, not lost, when a system of others fails', async () => {
    const { health } = examined({ externalAPIs: new Map([['ai.models', async () => ({ healthy: false })]]) })
    const report = await health.report()
    expect(report).toMatchObject({ healthy: true, status: 'degraded', checks: { externalAPIs: { healthy: false } } })
  })

  test('is degraded, not lost, when another place is down: it says which', async () => {
    const places = new Map<string, Check>([
      ['models', async () => ({ healthy: false, detail: '0 of 2 processes work' })],
      ['rest', well],
    ])
    const report = await examined({ places }).health.report()
    expect(report).toMatchObject({
      healthy: true,
      status: 'degraded',
      checks: {
        'places.models': { healthy: false, detail: '0 of 2 processes work' },
        'places.rest': { healthy: true },
      },
    })
  })

  test('says when there is no system of others', async () => {
    const { health } = examined()
    expect((await health.report()).checks.externalAPIs).toEqual({ healthy: true, status: 'not configured' })
  })

  test('is lost when memory is full', async () => {
    const { health } = examined({ memory: () => ({ used: 96, limit: 100 }) })
    expect(await health.report()).toMatchObject({ healthy: false, checks: { memory: { healthy: false, percent: 96 } } })
  })

  test('is looked at once a second, however often it is asked', async () => {
    let looks = 0
    const counted: Check = async () => ({ healthy: ++looks > 0 })
    const { clock, health } = examined({ checks: { database: counted } })
    await Promise.all(Array.from({ length: 100 }, () => health.report()))
    expect(looks).toBe(1)
    clock.advance(999)
    await health.report()
    expect(looks).toBe(1)
    clock.advance(1)
    await health.report()
    expect(looks).toBe(2)
  })

  test('is not there before the start is complete, and readiness ends with draining', async () => {
    const health = createHealth({ service: 'ai', clock: manualClock(), checks: {}, memory })
    expect(health.ready()).toEqual({ service: 'ai', ready: false, state: 'starting' })
    expect((await health.report()).healthy).toBe(false)
    health.started()
    expect(health.ready()).toEqual({ service: 'ai', ready: true, state: 'ready' })
    expect((await health.report()).healthy).toBe(true)
    health.draining()
    expect(health.ready()).toEqual({ service: 'ai', ready: false, state: 'draining' })
    expect((await health.report()).healthy).toBe(true)
  })
})
