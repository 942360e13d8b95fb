import type { HealthCheck } from 'banyan/service'
import type { Provider } from './providers/provider.ts'

/** Healthy while no provider is left alone because it kept failing. */
export function providersHealth(providers: Iterable<Provider>): HealthCheck {
  const states = [...providers].map(({ settings, breaker }) => ({ name: settings.name, state: breaker.state }))
  return {
    healthy: states.every(({ state }) => state === 'closed'),
    detail: states.map(({ name, state }) => `${name}: breaker ${state}`).join('; ') || 'none is set up',
  }
}
