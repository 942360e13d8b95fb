import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Pool } from 'undici'
import { median } from '../measure/rounds.ts'

export interface HttpResult {
  readonly name: string
  /** Microseconds of the server's CPU time per request, the median of the rounds. */
  readonly cpu: number
  /** Requests per second with the load generator on the other core, the median of the rounds. */
  readonly rate: number
  /** Megabytes resident at the end. */
  readonly rss: number
}

export interface Target {
  readonly name: string
  readonly script: URL
  readonly path?: string
  readonly args?: readonly string[]
  /** Statuses that are an answer; 200 unless given. */
  readonly statuses?: readonly number[]
}

interface Usage {
  readonly usage: NodeJS.CpuUsage
  readonly rss: number
}

/** Drives each server in turn, round after round, over keep-alive connections, and asks each for its own CPU time. */
export async function load(
  targets: readonly Target[],
  body: string,
  { n, rounds, connections }: { n: number; rounds: number; connections: number },
): Promise<HttpResult[]> {
  const servers = []
  for (const target of targets) servers.push(await start(target, connections))
  for (const { drive } of servers) await drive(body, n)
  const samples = servers.map(() => ({ cpu: [] as number[], rate: [] as number[] }))
  for (let round = 0; round < rounds; round++)
    for (const [at, server] of servers.entries()) {
      const before = await server.usage()
      const began = process.hrtime.bigint()
      await server.drive(body, n)
      const seconds = Number(process.hrtime.bigint() - began) / 1e9
      const { usage } = await server.usage()
      samples[at]?.cpu.push((usage.user + usage.system - before.usage.user - before.usage.system) / n)
      samples[at]?.rate.push(n / seconds)
    }
  const results = []
  for (const [at, server] of servers.entries()) {
    const { rss } = await server.usage()
    results.push({
      name: server.name,
      cpu: median(samples[at]?.cpu ?? []),
      rate: median(samples[at]?.rate ?? []),
      rss: rss / 2 ** 20,
    })
    await server.stop()
  }
  return results
}

async function start({ name, script, path = '/greet', args = [], statuses = [200] }: Target, connections: number) {
  const child: ChildProcess = fork(script, [...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [{ port, headers }] = (await once(child, 'message')) as [{ port: number; headers?: Record<string, string> }]
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 })
  const one = async (body: string) => {
    const answer = await pool.request({
      method: 'POST',
      path,
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })
    await answer.body.dump()
    if (!statuses.includes(answer.statusCode)) throw new Error(`${name} answered ${answer.statusCode}`)
  }
  return {
    name,
    async usage(): Promise<Usage> {
      child.send('usage')
      return ((await once(child, 'message')) as [Usage])[0]
    },
    async drive(body: string, n: number) {
      let left = n
      const worker = async () => {
        while (left-- > 0) await one(body)
      }
      await Promise.all(Array.from({ length: connections }, worker))
    },
    async stop() {
      await pool.close()
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
