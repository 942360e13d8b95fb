import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { request } from 'undici'

export interface StartResult {
  /** Milliseconds from the start of the process to a ready answer. */
  readonly first: number
  readonly again: number
  /** Megabytes resident, after a minute's worth of small use. */
  readonly services: number
  readonly web: number
}

const program = fileURLToPath(new URL('../../topologies/start.ts', import.meta.url))

/** Starts everything on a fresh and then on the same data directory, and looks at how much memory it takes. */
export async function start(dataDir: string): Promise<StartResult> {
  await rm(dataDir, { recursive: true, force: true })
  const fresh = await started(dataDir, { BANYAN_WEB: 'off' })
  await fresh.stop()
  const again = await started(dataDir, { BANYAN_WEB: 'off' })
  await again.stop()
  const whole = await started(dataDir, { BANYAN_WEB: 'on' })
  for (let n = 0; n < 50; n++) for (const path of ['/', '/health', '/docs']) await get(whole.url + path)
  const services = residentMb(whole.child.pid ?? 0)
  const web = childrenOf(whole.child.pid ?? 0)
    .filter(isNext)
    .reduce((sum, pid) => sum + residentMb(pid), 0)
  await whole.stop()
  return { first: fresh.ms, again: again.ms, services, web }
}

async function started(dataDir: string, env: Record<string, string>) {
  const [port, admin] = [4710, 4711]
  const url = `http://127.0.0.1:${port}`
  const began = process.hrtime.bigint()
  const child: ChildProcess = spawn(process.execPath, [program], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...env,
      PORT: String(port),
      ADMIN_PORT: String(admin),
      BANYAN_DATA: dataDir,
      NODE_ENV: 'production',
    },
  })
  const wanted = env.BANYAN_WEB === 'off' ? '/health/ready' : '/'
  while ((await get(url + wanted)) !== 200) await new Promise((resolve) => setTimeout(resolve, 5))
  const ms = Number(process.hrtime.bigint() - began) / 1e6
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    })
  return { child, url, ms, stop }
}

async function get(url: string): Promise<number> {
  try {
    const { statusCode, body } = await request(url)
    await body.dump()
    return statusCode
  } catch {
    // Not listening yet.
    return 0
  }
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

const isNext = (pid: number): boolean => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('next')
