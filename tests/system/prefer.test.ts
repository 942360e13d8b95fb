import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Started, startServices } from '../../platform/testing/start.ts'
import { services } from '../../topologies/services.ts'

/** One whose jobs are done at once, and one whose jobs take for ever. */
let quick: Started
let slow: Started
beforeAll(async () => {
  const start = (pace: string) =>
    startServices({ services, env: { AUTH_SECRET: 'x'.repeat(32), AI_OFFLINE_PACE_MS: pace } })
  ;[quick, slow] = [await start('0'), await start('60000')]
})
afterAll(() => Promise.all([quick.close(), slow.close()]))

async function submit(app: Started, prefer?: string, headers: Record<string, string> = {}) {
  const token = await app.token('ann')
  const response = await fetch(`${app.baseUrl}/ai/run-research-agent`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(prefer !== undefined && { prefer }),
      ...headers,
    },
    body: JSON.stringify({ topic: 'keeping bees' }),
  })
  const { location, 'preference-applied': applied } = Object.fromEntries(response.headers)
  return { status: response.status, location, applied, body: (await response.json()) as Record<string, unknown> }
}

describe('a job whose result is waited for', () => {
  test('answers with the result when it is done in time, and where to find the job', async () => {
    const { status, location, applied, body } = await submit(quick, 'wait=20')
    expect([status, applied]).toEqual([200, 'wait=20'])
    expect(body).toMatchObject({ model: 'offline', summary: expect.any(String) })
    const job = await fetch(quick.baseUrl + location, {
      headers: { authorization: `Bearer ${await quick.token('ann')}` },
    })
    expect(await job.json()).toMatchObject({ status: 'done', result: body })
  })

  test.for(['wait', 'handling=lenient, wait', 'wait; x=y'])('is waited for 25 seconds with %s', async (prefer) => {
    expect(await submit(quick, prefer)).toMatchObject({ status: 200, applied: 'wait=25' })
  })

  test('is accepted as ever when the time is over, and goes on', async () => {
    const began = performance.now()
    const { status, location, applied, body } = await submit(slow, 'wait=1')
    expect(performance.now() - began).toBeGreaterThan(950)
    expect([status, applied, location]).toEqual([202, 'wait=1', `/jobs/${body.job_id}`])
    expect(['pending', 'running']).toContain(body.status)
  })

  test('submitted again with the same key, is waited for again', async () => {
    const same = { 'idempotency-key': 'same' }
    const first = await submit(quick, undefined, same)
    expect(first.status).toBe(202)
    const again = await submit(quick, 'wait=20', same)
    expect([again.status, again.location]).toEqual([200, first.location])
  })

  test('never longer than a minute, whatever is asked', async () => {
    expect(await submit(quick, 'wait=100000')).toMatchObject({ status: 200, applied: 'wait=60' })
  })
})

describe('a job that is not waited for', () => {
  test.for([undefined, 'respond-async', 'wait=0', 'wait=soon', 'wait=-1', 'handling=lenient'])('%s', async (prefer) => {
    const { status, location, applied, body } = await submit(slow, prefer)
    expect(status).toBe(202)
    expect(location).toBe(`/jobs/${body.job_id}`)
    expect(Object.keys(body).sort()).toEqual(['job_id', 'message', 'status'])
    expect(applied).toBe(prefer === 'respond-async' || prefer === 'wait=0' ? prefer : undefined)
  })

  test.for(['RESPOND-ASYNC', 'handling=lenient, wait=20', 'Wait = "20"; x=y'])(
    'preferences are read as RFC 7240 says: %s',
    async (prefer) => {
      const { status } = await submit(quick, prefer)
      expect(status).toBe(prefer === 'RESPOND-ASYNC' ? 202 : 200)
    },
  )
})
