import type { Core } from './core.ts'
import { Gate } from './gate.ts'

/** Lets readers wait for something to happen to a job, wherever it runs. */
export class Watchers {
  readonly #core: Core
  readonly #watched = new Map<string, Set<Gate>>()
  /** What each watched job looked like when we looked by ourselves, and nobody had told us. */
  readonly #seen = new Map<string, string>()
  #polling = false

  constructor(core: Core) {
    this.#core = core
    core.wake.on('job', (id) => {
      for (const gates of id === undefined ? this.#watched.values() : [this.#watched.get(id)])
        for (const gate of gates ?? []) gate.open()
    })
  }

  /** From now on nothing that happens to the job is missed, until `close`. */
  watch(id: string): Watch {
    const { clock } = this.#core
    const gate = new Gate()
    const gates = this.#watched.get(id) ?? new Set()
    this.#watched.set(id, gates.add(gate))
    if (!this.#polling) void this.#poll()
    return {
      changed: (ms, signal) => gate.wait(clock, ms, signal),
      close: () => {
        gates.delete(gate)
        if (gates.size > 0) return
        this.#watched.delete(id)
        this.#seen.delete(id)
      },
    }
  }

  /** One look at all watched jobs, for what no message told us. */
  async #poll(): Promise<void> {
    const { clock, log, pool, settings } = this.#core
    this.#polling = true
    const rest = new Gate()
    while (this.#watched.size > 0) {
      await rest.wait(clock, settings.poll, undefined)
      if (this.#watched.size === 0) break
      try {
        const { rows } = await pool.query<{ id: string; state: string }>({
          name: 'banyan-watch',
          text: `select id, status || event_seq as state from banyan.jobs where id = any ($1::uuid[])`,
          values: [[...this.#watched.keys()]],
        })
        for (const { id, state } of rows) {
          if (this.#seen.get(id) === state || !this.#watched.has(id)) continue
          this.#seen.set(id, state)
          for (const gate of this.#watched.get(id) ?? []) gate.open()
        }
      } catch (error) {
        log.debug({ err: error }, 'could not look at the watched jobs; looking again soon')
      }
    }
    this.#polling = false
  }
}

export interface Watch {
  /** Resolves when something happened since the last time, after `ms`, or when the signal aborts. */
  changed(ms: number, signal: AbortSignal | undefined): Promise<void>
  close(): void
}
