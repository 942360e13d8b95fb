import { CompiledQuery } from 'kysely'
import { failure } from '../contract/index.ts'
import { afterCommit } from '../store/after-commit.ts'
import type { Tx } from '../store/tx.ts'
import { Coalescer } from './coalesce.ts'
import type { Core } from './core.ts'
import { type Draft, draft, drafted, EXISTING, INSERT } from './draft.ts'
import type { Ended } from './ended.ts'
import type { Kinds } from './kinds.ts'
import { transaction } from './transaction.ts'
import type { JobPolicy, Submission } from './types.ts'

/** A job after its submission: new, or the one that an earlier submission with the same key made. */
export interface Submitted extends Ended {
  readonly id: string
  readonly batch: string | null
}

/** Accepts jobs: alone, within a service's transaction, or many together. */
export class Submitter {
  readonly #core: Core
  readonly #kinds: Kinds
  readonly #inserts: Coalescer<Draft, boolean>

  constructor(core: Core, kinds: Kinds) {
    this.#core = core
    this.#kinds = kinds
    this.#inserts = new Coalescer((drafts) => this.#insert(drafts), { size: 500, lanes: 2 })
  }

  /** `made` hears the id before the job can begin, so that nothing of it is missed. */
  async one(submission: Submission, made: (id: string) => void): Promise<Submitted> {
    const job = draft(this.#core, submission, this.#kinds.policy(submission.service, submission.name))
    made(job.id)
    for (;;) {
      if (await this.#inserts.add(job)) {
        this.#tell(job)
        return fresh(job)
      }
      const { rows } = await this.#core.pool.query<Existing>(EXISTING, identity(job))
      if (rows[0]) return repeated(job, rows[0])
    }
  }

  /** Within `tx`, as the service's own role. */
  async within(tx: Tx<never>, submission: Submission): Promise<string> {
    const job = draft(this.#core, submission, this.#kinds.policy(submission.service, submission.name))
    const added = await tx.executeQuery(CompiledQuery.raw(INSERT, drafted([job], this.#core.clock.now())))
    if (added.rows.length > 0) {
      afterCommit(tx, () => this.#tell(job))
      return job.id
    }
    const { rows } = await tx.executeQuery<Existing>(CompiledQuery.raw(EXISTING, identity(job)))
    return repeated(job, rows[0]).id
  }

  /** All of them, or none. */
  async many(items: readonly { submission: Submission; policy: JobPolicy }[]): Promise<Submitted[]> {
    const jobs = items.map(({ submission, policy }) => draft(this.#core, submission, policy))
    const added = new Set<Draft>()
    const submitted = await transaction(this.#core.pool, async (client) => {
      const { rows } = await client.query<{ id: string }>(INSERT, drafted(jobs, this.#core.clock.now()))
      const ids = new Set(rows.map(({ id }) => id))
      const all: Submitted[] = []
      for (const [at, job] of jobs.entries()) {
        if (ids.has(job.id)) {
          added.add(job)
          all.push(fresh(job, items[at]?.submission.batch))
        } else all.push(repeated(job, (await client.query<Existing>(EXISTING, identity(job))).rows[0]))
      }
      return all
    })
    for (const job of added) this.#tell(job)
    return submitted
  }

  async #insert(drafts: readonly Draft[]): Promise<boolean[]> {
    const { rows } = await this.#core.pool.query<{ id: string }>({
      name: 'banyan-submit',
      text: INSERT,
      values: drafted(drafts, this.#core.clock.now()),
    })
    const added = new Set(rows.map(({ id }) => id))
    return drafts.map(({ id }) => added.has(id))
  }

  #tell({ service, name }: Draft): void {
    this.#core.observer.submitted(service, name)
    this.#kinds.waiting(service, name)
  }
}

interface Existing extends Submitted {
  readonly input_hash: string
}

const identity = ({ service, name, owner, key }: Draft) => [service, name, owner, key]

const fresh = ({ id }: Draft, batch?: string): Submitted => ({
  id,
  batch: batch ?? null,
  status: 'pending',
  message: '',
  result: null,
  error: null,
})

function repeated(job: Draft, existing: Existing | undefined): Submitted {
  // Between our insert and our look its retention ended.
  if (!existing) throw failure('conflict', { detail: 'The job with this idempotency key has just gone.', retry: true })
  if (existing.input_hash !== job.hash)
    throw failure('conflict', 'This idempotency key was used before, with another input.')
  return existing
}
