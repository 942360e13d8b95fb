import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'
import { alive, readPostmaster } from '../../platform/store/embedded/directory.ts'
import { scratchFolder } from '../../platform/testing/scratch.ts'

export interface LaunchOptions {
  /** `BANYAN_DATA`. */
  readonly data: string
  readonly env?: Readonly<Record<string, string>>
  /** By default a free one. */
  readonly port?: number
  /** The account that it runs as; by default the test's own. */
  readonly account?: { readonly uid: number; readonly gid: number }
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

/** Starts the real program, and ends it after the tests of the file if it is still there. */
export async function launch({ data, env, account, port: given }: LaunchOptions): Promise<Program> {
  const port = given ?? (await freePort())
  const child = spawn(process.execPath, [START], {
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
  started.push({ data, kill })
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

/** The same, ready. */
export async function startSystem(options: LaunchOptions): Promise<Program> {
  const program = await launch(options)
  await program.ready
  const { status } = await fetch(`${program.baseUrl}/health/ready`)
  if (status !== 200) throw new Error(`/health/ready answers ${status}`)
  return program
}

/** A new folder, removed after the tests of the file. */
export async function newFolder(parent?: string): Promise<string> {
  const folder = await scratchFolder(parent)
  folders.push(folder)
  return folder
}

/** The data of a program that has run and was stopped: each time a copy of its own. */
export async function usedData(parent?: string): Promise<string> {
  original ??= (async () => {
    const data = await newFolder()
    const program = await startSystem({ data })
    await program.stop()
    return data
  })()
  const folder = await newFolder(parent)
  await promisify(execFile)('cp', ['-a', `${await original}/.`, folder])
  return folder
}

let original: Promise<string> | undefined
const started: { readonly data: string; kill(signal: NodeJS.Signals): Promise<void> }[] = []
const folders: string[] = []

afterAll(async () => {
  await Promise.all(started.map(({ kill }) => kill('SIGKILL')))
  // Its database ends by itself, a moment later.
  for (const { data } of started) {
    const server = await readPostmaster(join(data, 'postgres')).catch(() => undefined)
    while (server && alive(server.pid)) await promisify(setTimeout)(20)
  }
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/**
 * A port that nobody listens on, below those that the system gives to clients: it stays free while a program is down.
 */
async function freePort(): Promise<number> {
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
