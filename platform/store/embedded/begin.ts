import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Logger } from 'pino'
import type { Clock } from '../../clock/index.ts'
import { settleEarlier } from './earlier.ts'
import { explain } from './failure.ts'
import type { Ground } from './ground.ts'
import { HOLDER } from './hold.ts'
import { type Postmaster, startPostmaster } from './postmaster.ts'
import { SETTINGS } from './settings.ts'

export interface BeginOptions {
  readonly clock: Clock
  readonly log: Logger
  readonly settings: Readonly<Record<string, string>>
}

/** Starts the server on `port`, or on a free one. What passes by itself, such as a port just taken, is tried again. */
export async function begin(
  ground: Ground,
  { clock, log, settings }: BeginOptions,
  port?: number,
): Promise<{ readonly port: number; readonly postmaster: Postmaster }> {
  for (let attempt = 1; ; attempt++) {
    const chosen = port ?? (await freePort())
    const started = await startPostmaster({
      program: ground.binaries.postgres,
      data: ground.data,
      path: ground.path,
      account: ground.account,
      settings: { ...SETTINGS, ...settings, port: String(chosen), [HOLDER]: String(process.pid) },
      log,
    })
    if ('stop' in started) return { port: chosen, postmaster: started }
    const passing = started.some((line) => PASSING.some((pattern) => line.includes(pattern)))
    if (!passing || attempt === ATTEMPTS) throw explain(started, ground.data)
    await clock.sleep(PAUSE_MS)
    await settleEarlier(ground, clock, log)
  }
}

/** Another process was faster with the port or the directory, or the parts of a killed server are still ending. */
const PASSING = ['Address already in use', 'lock file "postmaster.pid" already exists', 'shared memory block']
const ATTEMPTS = 20
const PAUSE_MS = 100

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('The system gave no port')
  return address.port
}
