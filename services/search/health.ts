import type { HealthCheck } from 'banyan/service'
import type { Outside } from './engines/outside.ts'
import type { Resources } from './resources.ts'

/** Healthy while one source can be expected to answer. `now` in milliseconds since the epoch. */
export function searchHealth({ engines, sources }: Resources, now: number): HealthCheck {
  const builtIn = sources.some(({ name }) => name === 'index')
  return {
    healthy: builtIn || engines.some(isUsable),
    detail: [...engines.map((engine) => describe(engine, now)), ...(builtIn ? ['embedded: built in'] : [])].join('; '),
  }
}

/** What was refused (a wrong key) will be refused again, and what is spent is so until the next month. */
const isUsable = ({ breaker, last }: Outside): boolean =>
  breaker.state === 'closed' && last?.fault !== 'refused' && last?.fault !== 'spent'

function describe({ name, breaker, last }: Outside, now: number): string {
  if (!last) return `${name}: never asked`
  return `${name}: ${last.fault ?? 'answered'} ${Math.round((now - last.at) / 1_000)} s ago, breaker ${breaker.state}`
}
