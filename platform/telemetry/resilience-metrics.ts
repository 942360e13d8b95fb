import { Counter, type Registry } from 'prom-client'
import type { Decision } from '../service/decision.ts'
import type { ResilienceState } from '../service/resilience-state.ts'
import { type GaugeOptions, sampledGauge } from './gauges.ts'

const STATES = { closed: 0, halfOpen: 1, open: 2 } as const

/** What the platform does about failures and load, counted. */
export class ResilienceMetrics {
  readonly #decisions: Counter<'service' | 'dependency' | 'decision'>
  readonly #fallbacks: Counter<'service' | 'dependency'>
  readonly #shed: Counter<'importance'>
  #state: (() => ResilienceState) | undefined

  constructor(options: GaugeOptions) {
    const registers: Registry[] = [options.registry]
    const labelNames = ['service', 'dependency'] as const
    this.#decisions = new Counter({
      name: 'resilience_decisions_total',
      help: 'What was decided about calls to dependencies: retried, opened, halfOpen, closed, rejected, fellBack, fallbackFailed',
      labelNames: [...labelNames, 'decision'],
      registers,
    })
    this.#fallbacks = new Counter({
      name: 'fallbacks_total',
      help: 'Answers of a fallback in place of a dependency',
      labelNames,
      registers,
    })
    this.#shed = new Counter({
      name: 'shed_requests_total',
      help: 'Requests refused because the process had too much to do',
      labelNames: ['importance'],
      registers,
    })
    const state = () => this.#state?.()
    new Counter({
      name: 'dependency_tries_total',
      help: 'Calls that went out to dependencies, each try counted',
      labelNames,
      registers,
      collect() {
        this.reset()
        for (const { service, dependency, calls } of state()?.dependencies ?? [])
          this.inc({ service, dependency }, calls.tried)
      },
    })
    sampledGauge(
      options,
      ['circuit_breaker_state', '0 closed, 1 half open, 2 open', 'service', 'dependency'],
      () =>
        state()?.breakers.map(({ service, dependency, state: now }) => [{ service, dependency }, STATES[now]]) ?? [],
    )
  }

  decided({ what, service, dependency }: Decision): void {
    this.#decisions.inc({ service, dependency, decision: what })
    if (what === 'fellBack') this.#fallbacks.inc({ service, dependency })
  }

  shed(importance: string): void {
    this.#shed.inc({ importance })
  }

  watch(state: () => ResilienceState): void {
    this.#state = state
  }
}
