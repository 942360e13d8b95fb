import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:net'
import type { Logger } from 'pino'
import { request } from 'undici'
import type { Clock } from '../clock/index.ts'
import { nextBin } from './web-build.ts'

export interface WebProcessOptions {
  readonly dir: string
  /** Base URL of the gateway, for the calls of server components and actions. */
  readonly api: string
  readonly key: string
  readonly mode: 'production' | 'development'
  readonly clock: Clock
  readonly log: Logger
}

export interface WebProcess {
  /** `http://127.0.0.1:<port>`, undefined while it is not answering. */
  origin(): string | undefined
  /** Resolves when it answers for the first time. */
  readonly ready: Promise<void>
  stop(): Promise<void>
}

const SHORTEST_PAUSE = 500
const LONGEST_PAUSE = 15_000
/** Milliseconds that it gets to end by itself. */
const GRACE = 5_000

/** The web application as a child process: started again when it ends, ended when this process ends, even by `kill -9`. */
export function startWeb(options: WebProcessOptions): WebProcess {
  const { clock, log } = options
  const stopping = new AbortController()
  let child: ChildProcess | undefined
  let origin: string | undefined
  const first = Promise.withResolvers<void>()

  const supervise = async () => {
    let pause = SHORTEST_PAUSE
    while (!stopping.signal.aborted) {
      const port = await freePort()
      const began = clock.now()
      child = spawn(options, port)
      const ended = new Promise<void>((resolve) => child?.once('exit', () => resolve()))
      const answering = untilAnswering(`http://127.0.0.1:${port}`, clock, ended).then((up) => {
        if (!up) return
        origin = `http://127.0.0.1:${port}`
        first.resolve()
      })
      await ended
      await answering
      origin = undefined
      if (stopping.signal.aborted) return
      pause = clock.now() - began > LONGEST_PAUSE ? SHORTEST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE)
      log.error({ pause }, 'the web process ended; it is started again')
      await clock.sleep(pause, stopping.signal).catch(() => undefined)
    }
  }
  const supervised = supervise()
  supervised.catch((error: unknown) => first.reject(error))

  return {
    origin: () => origin,
    ready: first.promise,
    async stop() {
      stopping.abort()
      const ending = child
      ending?.kill('SIGTERM')
      const forget = clock.timer(GRACE, () => ending?.kill('SIGKILL'))
      await supervised.catch(() => undefined)
      forget()
    },
  }
}

function spawn({ dir, api, key, mode, log }: WebProcessOptions, port: number): ChildProcess {
  const command = mode === 'production' ? 'start' : 'dev'
  const child = fork(nextBin(dir), [command, '-H', '127.0.0.1', '-p', String(port)], {
    cwd: dir,
    // Follows this process when it is killed: the channel between them closes then.
    execArgv: ['--import', new URL('./follow-parent.ts', import.meta.url).href],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_ENV: mode,
      NEXT_TELEMETRY_DISABLED: '1',
      BANYAN_API: api,
      BANYAN_WEB_KEY: key,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines = log.child({ process: 'web' })
  child.stdout?.on('data', (chunk: Buffer) => lines.debug(chunk.toString().trimEnd()))
  child.stderr?.on('data', (chunk: Buffer) => lines.warn(chunk.toString().trimEnd()))
  return child
}

/** True when it answers, false when it ended before. */
async function untilAnswering(origin: string, clock: Clock, ended: Promise<void>): Promise<boolean> {
  const gone = ended.then(() => true)
  for (;;) {
    try {
      const { body } = await request(origin, { method: 'HEAD', headersTimeout: 30_000 })
      await body.dump()
      return true
    } catch {
      // Not listening yet.
    }
    if (await Promise.race([gone, clock.sleep(50).then(() => false)])) return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
