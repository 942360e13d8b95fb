import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock, Random } from '../clock/index.ts'
import type { DurableObserver } from './observer.ts'
import type { Settings } from './settings.ts'
import type { Wake } from './wake.ts'

/** What every part of one engine works with. */
export interface Core {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  /** Names this process in the rows it holds. */
  readonly worker: string
  readonly settings: Settings
  readonly observer: DurableObserver
  readonly wake: Wake
}

/** A time as a parameter of a statement. */
export const stamp = (ms: number): string => new Date(ms).toISOString()
