import { asFailure, Failure, failure } from '../contract/index.ts'
import { backoff } from '../resilience/retry.ts'
import { Done } from '../service/context.ts'
import { isAway } from '../store/away.ts'
import { attemptOf } from './attempt.ts'
import type { Claimed, Claimer } from './claim.ts'
import type { Core } from './core.ts'
import { storedError, worthAnotherTry } from './job-error.ts'
import type { JobKind } from './kinds.ts'
import { Partials } from './partial.ts'
import { persist } from './persist.ts'
import { about, Run } from './run.ts'
import type { Outcome, Settler } from './settle.ts'

/** Carries out claimed jobs: runs their handlers, and puts on record how that ended. */
export class Runner {
  readonly #core: Core
  readonly #settler: Settler
  readonly #claimer: Claimer
  readonly #partials: Partials
  readonly #runs = new Map<string, Run>()
  readonly #ends = new Set<Promise<void>>()
  #stopping = false

  constructor(core: Core, settler: Settler, claimer: Claimer) {
    this.#core = core
    this.#settler = settler
    this.#claimer = claimer
    this.#partials = new Partials(core)
    core.wake.on('taken', (key = '') => {
      const [id = '', fence, why] = key.split('/')
      const run = this.#runs.get(id)
      if (run && run.job.fence <= Number(fence)) run.interrupt(why === 'cancelled' ? why : 'lost')
    })
  }

  /** The jobs that this process holds. */
  get runs(): Iterable<Run> {
    return this.#runs.values()
  }

  begin(kind: JobKind, job: Claimed): void {
    // Claiming it again means that the lease of the earlier run ended without our noticing.
    this.#runs.get(job.id)?.interrupt('lost')
    const run = new Run(this.#core, kind, job)
    this.#runs.set(job.id, run)
    if (this.#stopping) run.interrupt('stopped')
    const end = this.#carryOut(run).finally(() => {
      if (this.#runs.get(job.id) === run) this.#runs.delete(job.id)
      this.#ends.delete(end)
    })
    this.#ends.add(end)
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#ends.size > 0) await Promise.all(this.#ends)
  }

  /** Leaves everything that still runs to whoever finds its lease expired. */
  abandon(): void {
    for (const run of this.#runs.values()) run.interrupt('lost')
  }

  /** Interrupts what is at work, and whatever begins from now on: it is handed back. */
  handBack(): void {
    this.#stopping = true
    for (const run of this.#runs.values()) if (run.working) run.interrupt('stopped')
  }

  async #carryOut(run: Run): Promise<void> {
    const { kind, job } = run
    try {
      const settled = await this.#finish(run)
      // Cancelled, or another's by now. Only in the first case somebody still waits for us to say that we let go.
      if (!settled) {
        await this.#settler.letGo(job)
        // It may have been started again by hand, and waited for that.
        this.#claimer.poke(kind)
      }
    } catch (error) {
      // The lease ends by itself, and then the sweeper sees to the job.
      this.#core.log.error({ err: error, ...about(run) }, 'could not put the end of a job on record')
    }
    run.deadline.release()
    if (kind.policy.total !== undefined || kind.policy.perUser !== undefined) this.#claimer.poke(kind)
  }

  /** Runs the job and puts its end on record. Resolves to whether it was ours to end. */
  async #finish(run: Run): Promise<boolean> {
    try {
      const output = await this.#work(run)
      return output instanceof Done
        ? await this.#commit(run, output)
        : await this.#settle(run, { status: 'done', result: output })
    } catch (error) {
      switch (run.interrupted) {
        case 'lost':
        case 'cancelled':
          return false
        case 'stopped':
          return this.#settle(run, { status: 'back' })
        default:
          // Nobody reads a result that the database does not take; but that it failed has to be known.
          return this.#settle(run, this.#failed(run, error))
      }
    }
  }

  /** The handler's output, or the reason why nobody waits for it any longer. */
  async #work(run: Run): Promise<unknown> {
    const { kind, deadline } = run
    const { signal } = deadline
    const shown = this.#partials.of(run)
    let giveUp: () => void = () => undefined
    try {
      signal.throwIfAborted()
      const tooLate = new Promise<never>((_, reject) => {
        giveUp = () => reject(signal.reason)
        signal.addEventListener('abort', giveUp, { once: true })
      })
      const handler = kind.run(attemptOf(this.#core, run, shown))
      handler.catch((error) => {
        if (signal.aborted) this.#core.log.debug({ err: error, ...about(run) }, 'a handler ended after its time')
      })
      const output = await Promise.race([handler, tooLate])
      // What it showed of its result goes before its end.
      await Promise.race([shown.settled(), tooLate])
      return output
    } finally {
      signal.removeEventListener('abort', giveUp)
      run.working = false
      this.#claimer.left(kind)
    }
  }

  /** The result, its event and the effect that belongs to them, all in one transaction of the service. */
  async #commit(run: Run, { output, effect }: Done<unknown>): Promise<boolean> {
    const outcome = { status: 'done', result: output } as const
    const settled = await run.kind.store.tx(async (tx) => {
      // What is done here does not look at the store's own tables, and the effect knows them by itself.
      const ours = await this.#settler.within(tx as never, run.job, outcome)
      if (ours) await effect(tx as never)
      return ours
    })
    if (settled) this.#tell(run, outcome)
    return settled
  }

  async #settle(run: Run, outcome: Outcome): Promise<boolean> {
    const settled = await persist(this.#core, run, () => this.#settler.settle(run.job, outcome))
    if (settled) this.#tell(run, outcome)
    return settled
  }

  #failed(run: Run, error: unknown): Outcome {
    const { attempts, fence, max_attempts } = run.job
    const { clock, log, observer, random, settings } = this.#core
    const failed = ofDatabase(error)
    const { code, kind, retryAfter = 0, via } = failed ?? asFailure(error)
    // The plan has told of what its handler let out; this is about what came before or after it.
    if (via === undefined) observer.failed(run.kind.service, code)
    // That our own database was away says nothing of the job. A job that takes it down each time has to end all the same.
    const counted = failed === undefined || fence >= UNCOUNTED * max_attempts
    const again = !counted || (attempts < max_attempts && worthAnotherTry(error))
    const wait = Math.max(backoff({ ...settings.jobRetry, attempts: max_attempts }, attempts, random), retryAfter)
    log.warn(
      { ...about(run), code, ...(kind === 'internal' && { err: error }), ...(again && { wait }) },
      again ? 'an attempt at a job failed' : 'a job failed',
    )
    const stored = storedError(failed ?? error)
    if (!again) return { status: 'failed', error: stored }
    if (wait < LONG) clock.timer(wait + 1, () => this.#claimer.poke(run.kind))
    return { status: 'retry', error: stored, runAt: clock.now() + wait, counted }
  }

  #tell({ kind: { service, name }, job, began }: Run, { status }: Outcome): void {
    const { clock, observer, wake } = this.#core
    wake.tell('job', job.id, job.tracked ? 'everywhere' : 'here')
    if (status === 'retry') observer.retried(service, name)
    else if (status === 'back') wake.tell('jobs', `${service}.${name}`, 'everywhere')
    else observer.jobFinished(service, name, status, clock.now() - began)
  }
}

/** The failure of an attempt to which the database was lost; undefined for any other. */
function ofDatabase(error: unknown): Failure | undefined {
  if (isAway(error)) return failure('unavailable', { cause: error })
  return error instanceof Failure && isAway(error.cause) ? error : undefined
}

/** Claims of a job, for each attempt that it has, until lost connections count as well. */
const UNCOUNTED = 10

/** Milliseconds beyond which polling finds a job early enough. */
const LONG = 60_000
