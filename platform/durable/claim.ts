import type { Caller } from '../service/caller.ts'
import type { Trace } from '../service/frame.ts'
import { type Core, stamp } from './core.ts'
import type { JobKind, Kinds } from './kinds.ts'

/** A job that is this worker's own until its lease ends. */
export interface Claimed {
  readonly id: string
  readonly fence: number
  readonly attempts: number
  readonly max_attempts: number
  readonly tracked: boolean
  readonly input: unknown
  readonly caller: Caller
  readonly trace: Trace
  readonly request_id: string
  readonly leaseUntil: number
}

/** Claims jobs for the free places of this process, a batch at a time, kinds of higher priority first. */
export class Claimer {
  readonly #core: Core
  readonly #kinds: Kinds
  readonly #begin: (kind: JobKind, job: Claimed) => void
  readonly #due = new Set<JobKind>()
  readonly #claims = new Set<Promise<void>>()
  readonly #gathering = new Map<JobKind, () => void>()
  #running = 0

  constructor(core: Core, kinds: Kinds, begin: (kind: JobKind, job: Claimed) => void) {
    this.#core = core
    this.#kinds = kinds
    this.#begin = begin
  }

  start(): void {
    this.#kinds.open = true
    this.#core.wake.on('jobs', (id) => {
      const kind = id === undefined ? undefined : this.#kinds.get(id)
      if (kind) this.poke(kind)
      else if (id === undefined) void this.#look()
    })
    void this.#look()
  }

  /** Claims no more. Resolves when the claims under way have been answered. */
  async stop(): Promise<void> {
    this.#kinds.open = false
    for (const stop of this.#gathering.values()) stop()
    await Promise.all(this.#claims)
  }

  /** There may be a job of this kind to claim. */
  poke(kind: JobKind): void {
    this.#due.add(kind)
    this.#pump()
  }

  /** A job has left its place in this process. */
  left(kind: JobKind): void {
    kind.running--
    this.#running--
    if (kind.more) this.#gather(kind)
    if (this.#due.size > 0) this.#pump()
  }

  /** Looks which kinds have jobs that are due: for what nobody told us of, retries and delayed jobs. */
  async poll(): Promise<void> {
    const kinds = [...this.#kinds.all()]
    if (!this.#kinds.open || kinds.length === 0) return
    const { rows } = await this.#core.pool.query<{ id: string }>({
      name: 'banyan-due',
      text: DUE,
      values: [kinds.map(({ service }) => service), kinds.map(({ name }) => name), stamp(this.#core.clock.now())],
    })
    // All at once, so that their priorities decide who comes first.
    for (const { id } of rows) {
      const kind = this.#kinds.get(id)
      if (kind) this.#due.add(kind)
    }
    this.#pump()
  }

  /** Polls now: one statement finds out more than a claim for each kind would. */
  async #look(): Promise<void> {
    try {
      await this.poll()
    } catch (error) {
      this.#core.log.warn({ err: error }, 'could not look for jobs; trying again soon')
    }
  }

  /** With few free places waits a moment for more, so that short jobs are claimed in batches and not one by one. */
  #gather(kind: JobKind): void {
    if (kind.running <= this.#core.settings.slotsPerKind / 2) {
      this.poke(kind)
      return
    }
    if (this.#gathering.has(kind)) return
    const stop = this.#core.clock.timer(GATHER_MS, () => {
      this.#gathering.delete(kind)
      this.poke(kind)
    })
    this.#gathering.set(kind, stop)
  }

  #pump(): void {
    if (!this.#kinds.open) return
    for (const kind of [...this.#due].sort((a, b) => b.policy.priority - a.policy.priority)) {
      const { slots, slotsPerKind } = this.#core.settings
      const places = Math.min(slotsPerKind - kind.running, slots - this.#running)
      if (kind.claiming || places <= 0) continue
      this.#due.delete(kind)
      const claim = this.#claim(kind, places).finally(() => this.#claims.delete(claim))
      this.#claims.add(claim)
    }
  }

  async #claim(kind: JobKind, places: number): Promise<void> {
    kind.claiming = true
    kind.running += places
    this.#running += places
    let jobs: Claimed[] = []
    try {
      jobs = await this.#query(kind, places)
    } catch (error) {
      this.#core.log.warn({ err: error, kind: kind.id }, 'could not claim jobs; trying again soon')
    }
    kind.claiming = false
    kind.running -= places - jobs.length
    this.#running -= places - jobs.length
    kind.more = jobs.length === places
    if (jobs.length > 0) this.#core.observer.claimed(kind.service, kind.name, jobs.length)
    for (const job of jobs) this.#begin(kind, job)
    if (this.#due.size > 0) this.#pump()
  }

  async #query({ service, name, policy: { total, perUser } }: JobKind, places: number): Promise<Claimed[]> {
    const { clock, pool, settings, worker } = this.#core
    const now = clock.now()
    const leaseUntil = now + settings.lease
    const capped = total !== undefined || perUser !== undefined
    const held = [places, worker, stamp(now), stamp(leaseUntil)]
    const { rows } = await pool.query<Claimed>(
      capped
        ? { name: 'banyan-claim-capped', text: CLAIM_CAPPED, values: [service, name, ...held, total, perUser] }
        : { name: 'banyan-claim', text: CLAIM, values: [service, name, ...held] },
    )
    return rows.map((job) => ({ ...job, leaseUntil }))
  }
}

/** Long enough for short jobs to end meanwhile, too short for anybody to notice. */
const GATHER_MS = 2

const DUE = `
  select kind.service || '.' || kind.name as id from unnest($1::text[], $2::text[]) as kind(service, name)
  cross join lateral (
    select from banyan.jobs as j where j.service = kind.service and j.name = kind.name
      and j.status = 'pending' and j.worker is null and j.run_at <= $3 limit 1
  ) as due`

/** After `claimed` has the rows: their 'running' events, and what a worker needs to know. */
const BEGUN = `
  , events as (
    insert into banyan.job_events (job_id, seq, service, event, at, data)
    select id, event_seq, service, 'running', $5::timestamptz, json_build_object('attempt', attempts)
    from claimed where tracked
  )
  select id, fence, attempts, max_attempts, tracked, input, caller, trace, request_id from claimed`

/** $1 service, $2 name, $3 how many, $4 worker, $5 now, $6 the end of the lease. */
const CLAIM = `
  with picked as (
    select id from banyan.jobs
    where service = $1 and name = $2 and status = 'pending' and worker is null and run_at <= $5
    order by priority desc, run_at, seq limit $3 for update skip locked
  ), claimed as (
    update banyan.jobs as j
    set status = 'running', worker = $4, lease_until = $6, fence = j.fence + 1, attempts = j.attempts + 1,
        started_at = coalesce(j.started_at, $5), event_seq = j.event_seq + j.tracked::integer
    from picked where j.id = picked.id
    returning j.*
  )${BEGUN}`

/**
 * As before, with $7 the cap over all and $8 the cap per user. Who finds nothing to claim does not queue behind those
 * who claim.
 */
const CLAIM_CAPPED = `
  with claimed as (
    select * from banyan.claim_capped($1, $2, $7, $8, $3, $4, $5, $6) where exists (
      select from banyan.jobs
      where service = $1 and name = $2 and status = 'pending' and worker is null and run_at <= $5
    )
  )${BEGUN}`
