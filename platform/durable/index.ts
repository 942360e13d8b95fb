export type { KnownOperation, Lookup } from './batch.ts'
export type { Bus, Relayed } from './bus.ts'
export { jobs } from './contract.ts'
export type { DeadDelivery } from './dead.ts'
export { createDurable, type DurableParts, type Engine } from './engine.ts'
export { type DurableObserver, unobserved } from './observer.ts'
export { policyOf } from './policy.ts'
export type { JobFilter, Scope } from './read.ts'
export { jobsService } from './service.ts'
export { defaults as durableDefaults, type Settings as DurableSettings } from './settings.ts'
export type { DurableState } from './state.ts'
export type { Submitted } from './submit.ts'
export type {
  Announcement,
  Attempt,
  Delivery,
  Durable,
  JobPolicy,
  OnceKey,
  OnceRecorder,
  Participant,
  Submission,
} from './types.ts'
