import {
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  fallback,
  handleAll,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel'
import { ServiceBroker } from 'moleculer'
import CircuitBreaker from 'opossum'
import type { Work } from './task.ts'

/** The same policies: fallback, retry, breaker, bulkhead; with a timeout of its own or without. */
export function cockatiel(work: Work, limited: boolean): Work {
  const policies = [
    fallback(handleAll, { text: 'instead' }),
    retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff() }),
    circuitBreaker(handleAll, { halfOpenAfter: 1_000, breaker: new ConsecutiveBreaker(10) }),
    bulkhead(256, 512),
  ] as const
  const policy = limited ? wrap(...policies, timeout(10_000, TimeoutStrategy.Cooperative)) : wrap(...policies)
  return () => policy.execute(() => work())
}

/** Breaker and fallback; it has no retry. Its capacity is its bulkhead. */
export function opossum(work: Work): Work {
  const breaker = new CircuitBreaker(work, {
    timeout: false,
    capacity: 256,
    errorThresholdPercentage: 50,
    resetTimeout: 1_000,
  })
  breaker.fallback(() => ({ text: 'instead' }))
  return () => breaker.fire()
}

/** Its local call of an action, and the same with breaker, retry and bulkhead: the difference is theirs. */
export async function moleculer(work: Work, policies: boolean) {
  const broker = new ServiceBroker({
    logger: false,
    metrics: false,
    ...(policies && {
      circuitBreaker: { enabled: true },
      retryPolicy: { enabled: true },
      bulkhead: { enabled: true, concurrency: 256 },
    }),
  })
  broker.createService({ name: 'target', actions: { work } })
  await broker.start()
  return { call: () => broker.call('target.work') as ReturnType<Work>, stop: () => broker.stop() }
}
