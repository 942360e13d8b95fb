import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Logger } from 'pino'
import type { Clock, Random } from '../../clock/index.ts'
import { StartError } from '../start-error.ts'
import { serverAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { initialise } from './initialise.ts'

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedServer {
  /** Password included. */
  readonly url: string
  /** Stops the server once its connections are closed or cut. */
  readonly stop: () => Promise<void>
}

export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  await mkdir(options.dataDir, { recursive: true })
  const home = await realpath(options.dataDir)
  const data = join(home, 'postgres')
  const account = serverAccount(data)
  const bin = join(findBinaries().folder, 'bin')
  const password = await initialise({ home, data, account, initdb: join(bin, 'initdb'), random: options.random })
  const port = await freePort()
  const settings = { ...SETTINGS, ...options.settings, port: String(port) }
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', '/proc/self/cwd', ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { cwd: data, stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: { LC_ALL: 'C' }, ...account },
  )
  await ready(child, options.log)
  return {
    url: `postgres://banyan:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGINT')
      await exited
    },
  }
}

/** Modest: one person's machine, with many other things on it. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '48MB',
  max_connections: '100',
  jit: 'off',
  // The default, worker, keeps three more processes.
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  log_line_prefix: '',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

async function ready(child: ChildProcess, log: Logger): Promise<void> {
  if (!child.stderr) return
  const lines: string[] = []
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new StartError(`PostgreSQL did not start: ${lines.join(' ')}`)))
    if (child.stderr) {
      createInterface({ input: child.stderr }).on('line', (line) => {
        log.debug({ postgres: line }, 'postgres')
        lines.push(line)
        if (line.includes('ready to accept connections')) resolve()
      })
    }
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new StartError('No free port')
  return address.port
}
