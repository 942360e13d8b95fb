import { type ChildProcess, fork } from 'node:child_process'
import type { Logger } from 'pino'
import type { Clock, Random } from '../clock/index.ts'
import { FOLLOWING, superviseChild } from './child.ts'
import { freePort } from './ports.ts'
import { nextBin } from './web-build.ts'

export interface WebProcessOptions {
  readonly dir: string
  /** Base URL of the gateway, for the calls of server components and actions. */
  readonly api: string
  readonly key: string
  readonly mode: 'production' | 'development'
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
}

export interface WebProcess {
  /** `http://127.0.0.1:<port>`, undefined while it is not answering. */
  origin(): string | undefined
  /** Resolves when it answers for the first time. */
  readonly ready: Promise<void>
  stop(): Promise<void>
}

/** Milliseconds that it gets to end by itself. */
const GRACE = 5_000

/** The web application as a child process: started again when it ends, ended when this process ends, even by `kill -9`. */
export function startWeb(options: WebProcessOptions): WebProcess {
  const { clock, random, log } = options
  const child = superviseChild({
    name: 'web',
    start: (port) => spawn(options, port),
    port: () => freePort(random),
    path: '/',
    clock,
    log,
  })
  return { origin: child.origin, ready: child.ready, stop: () => child.stop(GRACE) }
}

/** Pages are rendered a few at a time: memory is worth more than the last bit of speed. */
const LEAN = ['--optimize-for-size', '--max-semi-space-size=1']

function spawn({ dir, api, key, mode, log }: WebProcessOptions, port: number): ChildProcess {
  const command = mode === 'production' ? 'start' : 'dev'
  const child = fork(nextBin(dir), [command, '-H', '127.0.0.1', '-p', String(port)], {
    cwd: dir,
    execArgv: mode === 'production' ? [...FOLLOWING, ...LEAN] : FOLLOWING,
    env: {
      // One arena instead of one a thread: the web process idles at 130 MB instead of 215.
      MALLOC_ARENA_MAX: '1',
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_ENV: mode,
      NEXT_TELEMETRY_DISABLED: '1',
      BANYAN_API: api,
      BANYAN_WEB_KEY: key,
      // Its own settings; all others are the services'.
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('WEB_'))),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines = log.child({ process: 'web' })
  child.stdout?.on('data', (chunk: Buffer) => lines.debug(chunk.toString().trimEnd()))
  child.stderr?.on('data', (chunk: Buffer) => lines.warn(chunk.toString().trimEnd()))
  return child
}
