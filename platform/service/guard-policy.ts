import { ms } from '../contract/index.ts'
import { type Preset, presets } from '../resilience/index.ts'
import type { UsePolicy } from './use.ts'

/** All settings of one use: what it says itself, then its preset's. */
export function resolvePolicy(use: UsePolicy<never>): Preset {
  const preset: Preset = presets[use.preset ?? 'service']
  return {
    breaker: part(use.breaker, preset, 'breaker'),
    retry: part(use.retry, preset, 'retry'),
    budget: { ...preset.budget, ...use.budget },
    bulkhead: part(use.bulkhead, preset, 'bulkhead'),
    deadline: use.deadline === undefined ? preset.deadline : ms(use.deadline),
  }
}

function part<K extends 'breaker' | 'retry' | 'bulkhead'>(
  given: keyof typeof presets | Partial<Preset[K]> | undefined,
  preset: Preset,
  key: K,
): Preset[K] {
  if (typeof given !== 'string') return { ...preset[key], ...given }
  const named: Preset = presets[given]
  return named[key]
}
