import type { Chance } from './chance.ts'

/** How often things go wrong while faults are on. Probabilities are per occasion; times in milliseconds. */
export interface Faults {
  /** Of each thing that happens to a process: that it dies instead. */
  readonly crash: number
  /** Of an answer of the database, at which a crash hurts most. */
  readonly crashAtAnswer: number
  /** Of a process that dies: how long until it is there again. */
  readonly restart: readonly [number, number]
  /** Of a statement: that the connection breaks before the server has it, or after the server has done it. */
  readonly cutBefore: number
  readonly cutAfter: number
  /** Of a statement or a message: that it takes long, and how long at most. */
  readonly slow: number
  readonly slowest: number
  /** Of a wake-up: that it gets lost, that it comes twice. */
  readonly wakeLost: number
  readonly wakeTwice: number
  /** Of the connection that hears wake-ups, for each of them: that it breaks. */
  readonly deaf: number
  /** Of a request between processes: that it never arrives, or that its answer is lost. */
  readonly requestLost: number
  readonly answerLost: number
  /** Of a hand-over of events: that some that were handed over before are handed over again. */
  readonly redelivered: number
  /** Of a second: that the clock of some process jumps, and how far at most. */
  readonly clockJump: number
  readonly furthest: number
  /** Of a process: that it stands still for a while, at each second. */
  readonly stall: number
  readonly longestStall: number
  /** Of a call to an outside system: that it fails, that it takes long. */
  readonly outsideFails: number
  readonly outsideSlow: number
}

export const calm: Faults = {
  crash: 0,
  crashAtAnswer: 0,
  restart: [100, 1_000],
  cutBefore: 0,
  cutAfter: 0,
  slow: 0,
  slowest: 0,
  wakeLost: 0,
  wakeTwice: 0,
  deaf: 0,
  requestLost: 0,
  answerLost: 0,
  redelivered: 0,
  clockJump: 0,
  furthest: 0,
  stall: 0,
  longestStall: 0,
  outsideFails: 0,
  outsideSlow: 0,
}

export const rough: Faults = {
  crash: 0.002,
  crashAtAnswer: 0.01,
  restart: [50, 2_500],
  cutBefore: 0.01,
  cutAfter: 0.015,
  slow: 0.03,
  slowest: 1_500,
  wakeLost: 0.2,
  wakeTwice: 0.1,
  deaf: 0.02,
  requestLost: 0.05,
  answerLost: 0.08,
  redelivered: 0.3,
  clockJump: 0.1,
  furthest: 8_000,
  stall: 0.05,
  longestStall: 6_000,
  outsideFails: 0.1,
  outsideSlow: 0.1,
}

/** `rough` with some of its faults left out and others more frequent: many of one kind show what a bit of all hides. */
export function weather(chance: Chance): Faults {
  const factor = () => chance.pick([0, 0.3, 1, 1, 3])
  const changed = Object.entries(rough).map(([name, value]) => [name, LENGTHS.has(name) ? value : value * factor()])
  return Object.fromEntries(changed) as Faults
}

/** Those that say how long or how far, and not how often. */
const LENGTHS: ReadonlySet<string> = new Set(['restart', 'slowest', 'furthest', 'longestStall'])
