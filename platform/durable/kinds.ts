import type { ServiceStore } from '../store/types.ts'
import type { Core } from './core.ts'
import type { JobPolicy, Participant } from './types.ts'

/** One kind of job that this process can run, and how much of it runs. */
export interface JobKind {
  /** `ai.runResearchAgent` */
  readonly id: string
  readonly service: string
  readonly name: string
  readonly policy: JobPolicy
  readonly store: ServiceStore<unknown>
  readonly run: Participant['jobs'] extends ReadonlyMap<string, infer J extends { run: unknown }> ? J['run'] : never
  /** Places taken in this process, those of a claim under way included. */
  running: number
  claiming: boolean
  /** The last claim got all it asked for, so there may be more. */
  more: boolean
}

/** The jobs that this process can run, by kind. */
export class Kinds {
  /** Whether this process claims jobs at the moment. */
  open = false
  readonly #core: Core
  readonly #kinds = new Map<string, JobKind>()

  constructor(core: Core) {
    this.#core = core
  }

  add({ service, store, jobs }: Participant): void {
    for (const [name, { policy, run }] of jobs) {
      const id = `${service}.${name}`
      this.#kinds.set(id, { id, service, name, policy, store, run, running: 0, claiming: false, more: false })
    }
  }

  get(id: string): JobKind | undefined {
    return this.#kinds.get(id)
  }

  all(): Iterable<JobKind> {
    return this.#kinds.values()
  }

  policy(service: string, name: string): JobPolicy {
    const kind = this.#kinds.get(`${service}.${name}`)
    if (!kind) throw new TypeError(`no service of this process has a job "${service}.${name}"`)
    return kind.policy
  }

  /** Says that a job waits. The other processes need to know only where this one has no place for it. */
  waiting(service: string, name: string): void {
    const id = `${service}.${name}`
    const kind = this.#kinds.get(id)
    const here = this.open && kind !== undefined && kind.running < this.#core.settings.slotsPerKind
    this.#core.wake.tell('jobs', id, here ? 'here' : 'everywhere')
  }
}
