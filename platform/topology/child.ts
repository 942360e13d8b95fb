import type { ChildProcess } from 'node:child_process'
import type { Logger } from 'pino'
import { request } from 'undici'
import type { Clock } from '../clock/index.ts'
import { StartError } from '../config/index.ts'
import { standBack } from './precedence.ts'

export interface ChildOptions {
  /** For the log and for messages: `web`, `models-1`. */
  readonly name: string
  /** Starts it; it is to listen on this port of the loopback address. */
  readonly start: (port: number) => ChildProcess
  /** The port for the next start. */
  readonly port: () => number | Promise<number>
  /** A path that it answers when it is ready. */
  readonly path: string
  readonly clock: Clock
  readonly log: Logger
}

/** A child process that is started again whenever it ends. */
export interface Child {
  /** `http://127.0.0.1:<port>`, undefined while it is not answering. */
  origin(): string | undefined
  /** Resolves when it answers for the first time. Rejects with a `StartError` when it ends before that. */
  readonly ready: Promise<void>
  /** From now on it is not started again. */
  retire(): void
  /** Retires it, asks it to end by SIGTERM, and kills it after `grace` ms. Resolves when it is gone. */
  stop(grace: number): Promise<void>
}

/** How Node is to run a child that ends with this process, also when this is killed: the channel between them closes then. */
export const FOLLOWING = ['--import', new URL('./follow-parent.ts', import.meta.url).href]

const SHORTEST_PAUSE = 500
const LONGEST_PAUSE = 15_000

export function superviseChild({ name, start, port, path, clock, log }: ChildOptions): Child {
  const retired = new AbortController()
  const first = Promise.withResolvers<void>()
  // Whoever does not wait for it sees in the log that it ended.
  first.promise.catch(() => undefined)
  let child: ChildProcess | undefined
  let origin: string | undefined

  const supervise = async () => {
    let pause = SHORTEST_PAUSE
    let again = false
    while (!retired.signal.aborted) {
      const url = `http://127.0.0.1:${await port()}`
      const began = clock.monotonic()
      child = start(Number(new URL(url).port))
      const isBack = again ? standBack(child) : () => {}
      again = true
      const ended = exitOf(child)
      const answering = untilAnswering(url + path, clock, ended).then((up) => {
        if (!up) return
        isBack()
        origin = url
        first.resolve()
      })
      const how = await ended
      await answering
      origin = undefined
      first.reject(new StartError(`The process "${name}" cannot be started: it ended with ${how}. See above for why.`))
      if (retired.signal.aborted) return
      pause = clock.monotonic() - began > LONGEST_PAUSE ? SHORTEST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE)
      log.error({ process: name, how, pause }, `the process ${name} ended; it is started again`)
      await clock.sleep(pause, retired.signal).catch(() => undefined)
    }
  }
  const supervised = supervise()
  supervised.catch((error: unknown) => first.reject(error))

  return {
    origin: () => origin,
    ready: first.promise,
    retire: () => retired.abort(),
    async stop(grace) {
      retired.abort()
      const ending = child
      ending?.kill('SIGTERM')
      const forget = clock.timer(grace, () => ending?.kill('SIGKILL'))
      await supervised.catch(() => undefined)
      forget()
    },
  }
}

/** Its exit code, or the signal that ended it. */
const exitOf = (child: ChildProcess): Promise<number | string> =>
  new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'nothing'))
    child.once('error', (error) => resolve(error.message))
  })

/** True when it answers, false when it ended before. */
async function untilAnswering(url: string, clock: Clock, ended: Promise<unknown>): Promise<boolean> {
  const gone = ended.then(() => true)
  for (;;) {
    try {
      const { body } = await request(url, { headersTimeout: 30_000 })
      await body.dump()
      return true
    } catch {
      // Not listening yet.
    }
    if (await Promise.race([gone, clock.sleep(50).then(() => false)])) return false
  }
}
