import type { HealthCheck } from 'banyan/service'
import type { Chain, ChainModel } from './chain.ts'
import { keyOf } from './name.ts'

/** Healthy while one model of the chain can be expected to answer. `now` in milliseconds since the epoch. */
export function modelHealth(chain: Chain, now: number): HealthCheck {
  return { healthy: chain.some(isUsable), detail: chain.map((model) => describe(model, now)).join('; ') }
}

/** What was refused (a wrong key, an unknown model) will be refused again, although its server is well. */
const isUsable = ({ remote }: ChainModel): boolean =>
  !remote || (remote.breaker.state === 'closed' && remote.last?.fault !== 'refused')

function describe({ name, remote }: ChainModel, now: number): string {
  if (!remote) return `${keyOf(name)}: built in`
  const { breaker, last } = remote
  if (!last) return `${keyOf(name)}: never asked`
  const ago = `${Math.round((now - last.at) / 1_000)} s ago`
  return `${keyOf(name)}: ${last.fault ?? 'answered'} ${ago}, breaker ${breaker.state}`
}
