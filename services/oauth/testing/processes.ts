import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createClient } from 'banyan/client'
import type { Client } from 'banyan/contract'
import { oauth } from '../contract.ts'
import type { StartedOauth } from './start-oauth.ts'

/** Another process of the service, on the same database. */
export interface Neighbour {
  readonly client: Client<typeof oauth>
  /** As the kernel does it: without a last word. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Starts so many processes beside the one that is there, each with a client of this user. */
export function startNeighbours({ app, oidc }: StartedOauth, user: string, count: number): Promise<Neighbour[]> {
  return Promise.all(Array.from({ length: count }, () => startNeighbour(app.database.url, oidc, user)))
}

async function startNeighbour(database: string, { issuer, client }: StartedOauth['oidc'], user: string) {
  const file = fileURLToPath(new URL('./child.ts', import.meta.url))
  const child = spawn(process.execPath, [file, database, issuer, client.id, client.secret, user], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const { baseUrl, token } = JSON.parse(await firstLine(child))
  return {
    client: createClient({ baseUrl, contracts: { oauth }, headers: () => ({ authorization: `Bearer ${token}` }) })
      .oauth,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async stop() {
      child.stdin?.end()
      await exited
    },
  }
}

function firstLine({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!stdout) return reject(new TypeError('a process without output'))
    createInterface({ input: stdout })
      .once('line', resolve)
      .once('close', () => reject(new Error('the process ended before it was ready')))
  })
}
