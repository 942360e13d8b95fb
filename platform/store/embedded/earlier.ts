import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from '../../clock/index.ts'
import { codeOf, StartError } from '../start-error.ts'
import { connectOwner } from './connect.ts'
import { alive, POSTMASTER, readPostmaster } from './directory.ts'
import type { Ground } from './ground.ts'
import { hold, release } from './hold.ts'
import { worksOn } from './running.ts'

/**
 * Sees to what an earlier process left on the data directory: a server that outlived it is stopped, so that it can be
 * started anew as this process's child. Throws a `StartError` where that process lives.
 */
export async function settleEarlier({ data, password }: Ground, clock: Clock, log: Logger): Promise<void> {
  for (let waited = 0; ; waited += STEP_MS) {
    const server = await readPostmaster(data)
    if (!server || !alive(server.pid)) return
    if (!(await worksOn(server.pid, data))) {
      // The id is another process's by now; PostgreSQL itself would not dare to say so.
      await rm(join(data, POSTMASTER), { force: true })
      return
    }
    if (waited > PATIENCE_MS) {
      throw new StartError(
        `A PostgreSQL server (process ${server.pid}) works on ${data} and does not answer. ` +
          `Stop it (kill ${server.pid}) and start again.`,
      )
    }
    const free = await isFree(server.port, password, data, waited < GRACE_MS)
    if (free) {
      log.info({ pid: server.pid }, 'stopping the embedded database that an earlier process left')
      process.kill(server.pid, 'SIGINT')
    }
    await clock.sleep(STEP_MS)
  }
}

const STEP_MS = 25
const PATIENCE_MS = 30_000
/** A process that has just started its server gets this long to hold it. */
const GRACE_MS = 2_000

/** Whether no living process holds the server. False also while that cannot be told. */
async function isFree(port: number, password: string, data: string, wait: boolean): Promise<boolean> {
  const client = await connectOwner(port, password).catch((error) => {
    // It is starting, recovering or stopping.
    if (!WRONG_PASSWORD.has(codeOf(error) ?? '')) return undefined
    throw new StartError(
      `The server on ${data} does not accept the password in ${data}/banyan.password. Stop it first.`,
    )
  })
  if (!client) return false
  try {
    const { mine, holder } = await hold(client)
    if (!mine) throw refusal(holder, data)
    if (!wait || holder === process.pid || !alive(holder)) return true
    await release(client)
    return false
  } finally {
    await client.end()
  }
}

const WRONG_PASSWORD = new Set(['28P01', '28000'])

export const refusal = (holder: number, data: string): StartError =>
  new StartError(
    `Another banyan (process ${holder}) uses ${data}. Stop it first, or set BANYAN_DATA to another folder.`,
  )
