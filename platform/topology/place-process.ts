import { type ChildProcess, fork } from 'node:child_process'
import type { Logger } from 'pino'
import { request } from 'undici'
import type { Clock } from '../clock/index.ts'
import type { Env } from '../config/index.ts'
import { type Child, FOLLOWING, superviseChild } from './child.ts'
import { PLACEMENT, type Placement } from './placement.ts'

export interface PlaceProcessOptions {
  /** The file that runs a place: it calls `servePlace`. */
  readonly program: string
  readonly env: Env
  readonly placement: Placement
  readonly clock: Clock
  readonly log: Logger
}

/** A place in a child process, started again when it ends. */
export interface PlaceProcess {
  readonly ready: Child['ready']
  /** Whether it can do its work, as it says itself. */
  healthy(signal: AbortSignal): Promise<boolean>
  /**
   * Lets it end its jobs within `grace` ms and hand the rest back. Resolves when it has, or is gone; it is not started
   * again, and still answers calls, as jobs of other places may need it until they have ended too.
   */
  finish(grace: number): Promise<void>
  stop(): Promise<void>
}

/** What a place is told to do, and what it says when it has done so. */
export interface Finish {
  /** Milliseconds. */
  readonly finish: number
}
export const FINISHED = 'finished'

/** Milliseconds to hand jobs back beyond the grace, and to close what is open. */
const HANDING_BACK = 6_000
const CLOSING = 5_000

export function startPlaceProcess({ program, env, placement, clock, log }: PlaceProcessOptions): PlaceProcess {
  let finishing = false
  let current: { readonly process: ChildProcess; readonly finished: Promise<void> } | undefined

  const start = (): ChildProcess => {
    const finished = Promise.withResolvers<void>()
    const process = fork(program, [], {
      execArgv: FOLLOWING,
      env: { ...env, [PLACEMENT]: JSON.stringify(placement) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    process.on('message', (message) => {
      if (message !== FINISHED) return
      finished.resolve()
      // It was asked to end by somebody else: nobody here needs it until the others have finished.
      if (!finishing) process.kill('SIGTERM')
    })
    process.once('exit', () => finished.resolve())
    process.once('error', () => finished.resolve())
    current = { process, finished: finished.promise }
    return process
  }
  const child = superviseChild({
    name: placement.name,
    start,
    port: () => placement.port,
    path: '/health/ready',
    clock,
    log,
  })

  return {
    ready: child.ready,
    async healthy(signal) {
      const origin = child.origin()
      if (origin === undefined) return false
      const { statusCode, body } = await request(`${origin}/health`, { signal })
      await body.dump()
      return statusCode === 200
    },
    async finish(grace) {
      finishing = true
      child.retire()
      if (!current) return
      const { process, finished } = current
      if (process.connected) process.send({ finish: grace } satisfies Finish)
      const forget = clock.timer(grace + HANDING_BACK, () => process.kill('SIGKILL'))
      await finished
      forget()
    },
    stop: () => child.stop(CLOSING),
  }
}
