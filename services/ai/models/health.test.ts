import { Breakers } from 'banyan/resilience'
import { manualClock } from 'banyan/testing/clock'
import { describe, expect, test } from 'vitest'
import { config } from '../config.ts'
import { type Chain, openChain } from './chain.ts'
import { type FaultKind, ModelFault } from './fault.ts'
import { modelHealth } from './health.ts'

const clock = manualClock()
const chainOf = (...models: string[]): Chain =>
  openChain(config.parse({ AI_MODELS: models, OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' }), new Breakers(clock), fetch)

function asked(chain: Chain, fault: FaultKind | undefined): Chain {
  for (const { remote } of chain) if (remote) remote.last = { at: clock.now() - 12_000, fault }
  return chain
}

describe('health of the models', () => {
  test('the offline model is healthy', () => {
    expect(modelHealth(chainOf('offline'), clock.now())).toEqual({ healthy: true, detail: 'offline: built in' })
  })

  test('a model that was never asked is healthy, and said to be so', () => {
    expect(modelHealth(chainOf('openai:a'), clock.now())).toEqual({ healthy: true, detail: 'openai:a: never asked' })
  })

  test('one that answered tells when', () => {
    const { healthy, detail } = modelHealth(asked(chainOf('openai:a'), undefined), clock.now())
    expect([healthy, detail]).toEqual([true, 'openai:a: answered 12 s ago, breaker closed'])
  })

  test('a refused key is unhealthy until the next answer', () => {
    expect(modelHealth(asked(chainOf('openai:a'), 'refused'), clock.now()).healthy).toBe(false)
    expect(modelHealth(asked(chainOf('openai:a', 'offline'), 'refused'), clock.now()).healthy).toBe(true)
  })

  test('an open breaker is unhealthy', async () => {
    const chain = asked(chainOf('openai:a'), 'unavailable')
    for (let i = 0; i < 3; i++)
      await chain[0]?.remote?.breaker.run(() => Promise.reject(new ModelFault('unavailable'))).catch(() => undefined)
    const { healthy, detail } = modelHealth(chain, clock.now())
    expect(healthy).toBe(false)
    expect(detail).toContain('breaker open')
  })
})
