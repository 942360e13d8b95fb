import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { alive, readPostmaster } from '../../platform/store/embedded/directory.ts'

export interface LaunchOptions {
  /** `BANYAN_DATA`. */
  readonly data: string
  readonly env?: Readonly<Record<string, string>>
  /** By default a free one. */
  readonly port?: number
  /** The account that it runs as; by default the test's own. */
  readonly account?: { readonly uid: number; readonly gid: number }
  /** The file that starts it, where that is not `topologies/start.ts`. */
  readonly file?: string
}

/** `npm start` as a process of its own, without the web. */
export interface Program {
  readonly baseUrl: string
  readonly port: number
  readonly pid: number
  /** What it wrote to standard output so far, line by line: its log. */
  readonly lines: readonly string[]
  /** What it wrote to standard error so far. */
  errors(): string
  /** Resolves when it takes requests. Rejects with what it wrote when it ended instead. */
  readonly ready: Promise<void>
  /** Its exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals>
  /** Resolves when it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Asks it to stop, and gives its exit code. */
  stop(): Promise<number | NodeJS.Signals>
}

const START = fileURLToPath(new URL('../../topologies/start.ts', import.meta.url))

/** Starts the real program. Whoever starts it ends it. */
export async function launchProgram({ data, env, account, port: given, file }: LaunchOptions): Promise<Program> {
  const port = given ?? (await freePort())
  const child = spawn(process.execPath, [file ?? START], {
    // Not in the checkout: a `.env` there is not for tests.
    cwd: '/',
    env: {
      PATH: process.env.PATH ?? '',
      PORT: String(port),
      ADMIN_PORT: '0',
      BANYAN_DATA: data,
      BANYAN_WEB: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  })
  const lines: string[] = []
  let errors = ''
  const exited = once(child, 'close').then(([code, signal]: (number | NodeJS.Signals)[]) => code ?? signal ?? 0)
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      // In development lines are for people, elsewhere JSON.
      if (line.includes('ready on http://')) resolve()
    })
    void exited.then((code) => reject(new Error(`it ended with ${code}: ${errors}\n${lines.join('\n')}`)))
  })
  // Who does not wait for it looks at how it ended.
  ready.catch(() => {})
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    lines,
    errors: () => errors,
    ready,
    exited,
    kill,
    stop: () => kill('SIGTERM').then(() => exited),
  }
}

/** Resolves when it is ready, and says so itself. */
export async function answering(program: Program): Promise<Program> {
  await program.ready
  const { status } = await fetch(`${program.baseUrl}/health/ready`)
  if (status !== 200) throw new Error(`/health/ready answers ${status}`)
  return program
}

/** Resolves when the embedded database of a program that was killed has ended: it does by itself, a moment later. */
export async function databaseEnded(data: string): Promise<void> {
  const server = await readPostmaster(join(data, 'postgres')).catch(() => undefined)
  while (server && alive(server.pid)) await pause(20)
}

/**
 * A port that nobody listens on, below those that the system gives to clients: it stays free while a program is down.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(10_000 * Math.random())
    const server = createServer().listen(port)
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (!free) continue
    server.close()
    await once(server, 'close')
    return port
  }
}
