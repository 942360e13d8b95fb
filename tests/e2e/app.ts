import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The first start builds the web. */
const PATIENCE = 200_000

export interface App {
  readonly url: string
  /** Ends it without warning, as a crash would; what it had started ends with it. */
  kill(): Promise<void>
  /** Starts it again, on the same ports and data. */
  start(): Promise<void>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

/** Starts the whole system as `npm start` does, on free ports and with data of its own. */
export async function startApp(env: Readonly<Record<string, string>> = {}): Promise<App> {
  const [port, adminPort] = [await freePort(), await freePort()]
  const data = await mkdtemp(join(tmpdir(), 'banyan-e2e-'))
  const url = `http://localhost:${port}`
  let process: ChildProcess
  let output = ''

  const start = async () => {
    process = spawn(globalThis.process.execPath, ['topologies/start.ts'], {
      cwd: root,
      env: {
        ...globalThis.process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        ADMIN_PORT: String(adminPort),
        BANYAN_DATA: data,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000)
    }
    process.stdout?.on('data', keep)
    process.stderr?.on('data', keep)
    await untilServing(url, process, () => output)
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (process.exitCode !== null || process.signalCode !== null) return
    const ended = once(process, 'exit')
    process.kill(signal)
    await ended
  }

  await start()
  return {
    url,
    start,
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM')
      await rm(data, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function untilServing(url: string, process: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + PATIENCE
  while (Date.now() < until) {
    if (process.exitCode !== null) throw new Error(`the app ended with ${process.exitCode}:\n${output()}`)
    const page = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => undefined)
    if (page?.ok) return
    await sleep(100)
  }
  throw new Error(`the app did not come up:\n${output()}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  return address.port
}
