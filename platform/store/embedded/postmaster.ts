import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Logger } from 'pino'
import type { Clock } from '../../clock/index.ts'
import { textOf } from '../start-error.ts'
import type { Account } from './account.ts'
import { stopWithParent } from './watch.ts'

interface Start {
  readonly program: string
  readonly data: string
  /** What the program itself calls `data`. */
  readonly path: string
  readonly account: Account | undefined
  readonly settings: Readonly<Record<string, string>>
  readonly log: Logger
}

/** A running server, our own child. */
export interface Postmaster {
  hasEnded(): boolean
  /** Cuts its connections and stops it. */
  stop(clock: Clock): Promise<void>
}

/** Starts the server. Resolves when it accepts connections, or to the lines it wrote where it ended instead. */
export function startPostmaster({
  program,
  data,
  path,
  account,
  settings,
  log,
}: Start): Promise<Postmaster | readonly string[]> {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: Ctrl+C in a terminal is for this process, which stops the server when it no longer needs it.
  const child = spawn(program, ['-D', path, ...options], {
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: { LC_ALL: 'C' },
    ...account,
  })
  const lines: string[] = []
  return new Promise((resolve) => {
    const ended = new Promise<readonly string[]>((end) => {
      child.once('error', (error) => end([textOf(error)]))
      child.once('close', () => end(lines))
    })
    const stopWatch = child.pid === undefined ? undefined : stopWithParent(child.pid, account)
    void ended.then((last) => {
      stopWatch?.()
      resolve(last)
    })
    createInterface({ input: child.stdio[2] }).on('line', (line) => {
      lines.push(line)
      if (lines.length > KEPT_LINES) lines.shift()
      record(log, line)
      if (line.includes(READY)) resolve({ hasEnded: () => hasEnded(child), stop: (clock) => stop(child, ended, clock) })
    })
  })
}

const READY = 'database system is ready to accept connections'
const KEPT_LINES = 40

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

async function stop(child: ChildProcess, ended: Promise<unknown>, clock: Clock): Promise<void> {
  child.kill('SIGINT')
  const cancel = clock.timer(PATIENCE_MS, () => child.kill('SIGQUIT'))
  await ended
  cancel()
}

/** A fast shutdown writes a checkpoint; one that takes longer is cut short, and the next start recovers from the log. */
const PATIENCE_MS = 20_000

function record(log: Logger, line: string): void {
  const level = /^(PANIC|FATAL|ERROR|WARNING|LOG):/.exec(line)?.[1]
  if (level === 'PANIC') log.error({ postgres: line }, 'embedded database')
  else if (level === 'WARNING') log.warn({ postgres: line }, 'embedded database')
  // Errors of statements reach whoever sent the statement.
  else log.debug({ postgres: line }, 'embedded database')
}
