import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import { createHealth, healthRoutes } from './index.ts'

test('the public answer has each status, but not what an error had to say', async () => {
  const failing = () => Promise.reject(new Error('password authentication failed for user "banyan" at db.internal'))
  const health = createHealth({
    service: 'gateway',
    clock: manualClock(),
    checks: { database: failing },
    externalAPIs: new Map([['ai.models', failing]]),
    memory: () => ({ used: 1, limit: 10 }),
  })
  health.started()
  const routes = healthRoutes(health, { details: false })
  const server = createServer(
    (request, response) => void routes.get(`${request.method} ${request.url}`)?.(request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health`)
    const text = await response.text()
    expect(response.status).toBe(503)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(text).not.toContain('db.internal')
    expect(JSON.parse(text)).toMatchObject({
      service: 'gateway',
      healthy: false,
      checks: {
        database: { healthy: false, status: 'unhealthy' },
        externalAPIs: { healthy: false, apis: { 'ai.models': { healthy: false } } },
        memory: { healthy: true },
        uptime: { healthy: true },
      },
    })
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200)
  } finally {
    server.close()
  }
})
