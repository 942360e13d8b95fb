import type { Logger } from 'pino'
import type { Clock, Random } from '../clock/index.ts'
import type { Database } from '../store/types.ts'
import { type Bus, databaseBus } from './bus.ts'
import { cancelJob, retryJob } from './change.ts'
import { Claimer } from './claim.ts'
import { expectConsumer, registerConsumers } from './consumers.ts'
import type { Batch, Job, JobEvent, JobSummary } from './contract.ts'
import type { Core } from './core.ts'
import { type DeadDelivery, deadDeliveries, redeliver } from './dead.ts'
import { jobEvents } from './events.ts'
import { Hearing } from './hearing.ts'
import { dueConsumers, Inbox } from './inbox.ts'
import { Kinds } from './kinds.ts'
import { Leases } from './lease.ts'
import { type DurableObserver, unobserved } from './observer.ts'
import { Once } from './once.ts'
import { announce } from './outbox.ts'
import { findBatch, findJob, type JobFilter, listJobs, type Scope } from './read.ts'
import { recover } from './recover.ts'
import { Relay } from './relay.ts'
import { clean } from './retention.ts'
import { Runner } from './runner.ts'
import { Scheduler } from './schedule.ts'
import { defaults, type Settings } from './settings.ts'
import { Settler } from './settle.ts'
import { type DurableState, durableState } from './state.ts'
import { type Submitted, Submitter } from './submit.ts'
import { sweep } from './sweep.ts'
import { Ticker } from './ticker.ts'
import type { Durable, JobPolicy, Submission } from './types.ts'
import { submitAndWait } from './wait.ts'
import { Wake } from './wake.ts'
import { Watchers } from './watch.ts'

export interface DurableParts {
  readonly database: Pick<Database, 'pool' | 'connect'>
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  /** Names this process in the rows it holds, e.g. `host:pid`. */
  readonly worker: string
  readonly settings?: Partial<Settings>
  readonly observer?: Partial<DurableObserver>
  readonly bus?: Bus
}

/** The engine, and what stands behind the `jobs` contract and the console. */
export interface Engine extends Durable {
  find(scope: Scope, id: string): Promise<Job | undefined>
  list(scope: Scope, filter: JobFilter): Promise<{ items: JobSummary[]; nextCursor: string | null }>
  batch(scope: Scope, id: string): Promise<Batch | undefined>
  /** All of them, or none. */
  submitMany(items: readonly { submission: Submission; policy: JobPolicy }[]): Promise<readonly Submitted[]>
  /** Resolves to whether the job was still to be cancelled. */
  cancel(id: string): Promise<boolean>
  /** Resolves to whether the job could be started again. */
  retry(id: string): Promise<boolean>
  events(id: string, after: string | undefined, signal: AbortSignal): AsyncIterable<JobEvent>
  deadDeliveries(limit: number): Promise<readonly DeadDelivery[]>
  redeliver(consumer: string, eventId: string): Promise<boolean>
  /** How much there is to do, for metrics. */
  state(): Promise<DurableState>
  /** Before `start`: a service that runs elsewhere listens to these types, whether or not it has ever started. */
  expect(service: string, types: readonly string[]): Promise<void>
  /** Before `start`, and only where no other process works on this database: frees at once what a dead one held. */
  recover(): Promise<void>
}

export function createDurable({ database, observer, settings, bus, ...rest }: DurableParts): Engine {
  const pace = { ...defaults, ...settings }
  const { clock, log } = rest
  const core: Core = {
    ...rest,
    pool: database.pool,
    settings: pace,
    observer: { ...unobserved, ...observer },
    wake: new Wake({ ...rest, database, every: pace.notifyEvery }),
  }
  const kinds = new Kinds(core)
  const watchers = new Watchers(core)
  const submitter = new Submitter(core, kinds)
  const once = new Once(core)
  const claimer: Claimer = new Claimer(core, kinds, (kind, job) => runner.begin(kind, job))
  const runner: Runner = new Runner(core, new Settler(core), claimer)
  const leases = new Leases(core, runner, once)
  const scheduler = new Scheduler(core, kinds)
  const inboxes = new Map<string, Inbox>()
  const hearings: Hearing[] = []
  const relay = new Relay(core, bus ?? databaseBus(database, clock), (consumer) => inboxes.has(consumer))

  const ticker = new Ticker(core, [
    { name: 'poll', every: pace.poll, run: () => claimer.poll() },
    { name: 'sweep', every: pace.poll, run: () => sweep(core) },
    {
      name: 'inbox',
      every: pace.poll,
      run: async () => {
        for (const consumer of await dueConsumers(core, [...inboxes.keys()])) inboxes.get(consumer)?.poke()
      },
    },
    {
      name: 'retention',
      every: CLEAN_MS,
      run: async (signal) => {
        while ((await clean(core)) && !signal.aborted);
      },
    },
  ])
  let stopping: Promise<void> | undefined

  /** What runs may end within the grace; what does not is handed back, which takes only a statement. */
  async function stop(grace: number): Promise<void> {
    await Promise.all([claimer.stop(), scheduler.stop(), ticker.stop()])
    const ended = Promise.all([runner.idle(), ...[...inboxes.values()].map((inbox) => inbox.stop())])
    await within(clock, ended, grace)
    runner.handBack()
    await within(clock, runner.idle(), HAND_BACK_MS)
    await Promise.all([leases.stop(), relay.stop(), ...hearings.map((hearing) => hearing.stop())])
    runner.abandon()
    await core.wake.stop()
  }

  return {
    async register(...participants) {
      for (const participant of participants) kinds.add(participant)
      await registerConsumers(core, participants)
      for (const participant of participants) {
        await scheduler.add(participant)
        if (participant.consumers.size > 0) inboxes.set(participant.service, new Inbox(core, participant))
        if (participant.hearers) hearings.push(new Hearing(core, participant))
      }
    },
    expect: (service, types) => expectConsumer(core, service, types),
    submit: (submission, wait, signal) => submitAndWait(core, submitter, watchers, submission, wait, signal),
    submitIn: (tx, submission) => submitter.within(tx, submission),
    submitMany: (items) => submitter.many(items),
    emit: (tx, announcement) => announce(core, tx, announcement),
    once: (key, run) => once.run(key, run),
    start() {
      for (const part of [core.wake, claimer, leases, relay, scheduler, ticker, ...inboxes.values(), ...hearings])
        part.start()
      log.debug({ worker: rest.worker }, 'durable work begins')
    },
    stop(grace) {
      stopping ??= stop(grace)
      return stopping
    },
    find: (scope, id) => findJob(core, scope, id),
    list: (scope, filter) => listJobs(core, scope, filter),
    batch: (scope, id) => findBatch(core, scope, id),
    cancel: (id) => cancelJob(core, id),
    retry: (id) => retryJob(core, kinds, id),
    events: (id, after, signal) => jobEvents(core, watchers, id, after, signal),
    deadDeliveries: (limit) => deadDeliveries(core, limit),
    redeliver: (consumer, eventId) => redeliver(core, consumer, eventId),
    state: () => durableState(core),
    recover: () => recover(core),
  }
}

const CLEAN_MS = 60_000
const HAND_BACK_MS = 5_000

/** Resolves with `work`, or after `ms` without it. */
async function within(clock: Clock, work: Promise<unknown>, ms: number): Promise<void> {
  const enough = new AbortController()
  const late = clock.sleep(ms, enough.signal).catch(() => undefined)
  await Promise.race([work, late])
  enough.abort()
}
