import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '../../clock/index.ts'
import { codeOf, StartError } from '../start-error.ts'
import { connectOwner } from './connect.ts'
import { alive, PASSWORD, POSTMASTER, readPostmaster } from './directory.ts'
import type { Ground } from './ground.ts'
import { hold, release } from './hold.ts'
import { worksOn } from './running.ts'

/**
 * Sees to what an earlier process left on the data directory: a server that outlived it is stopped, so that it can be
 * started anew as this process's child. Throws a `StartError` where that process lives.
 */
export async function settleEarlier({ data, password }: Ground, clock: Clock, log: Logger): Promise<void> {
  let answered = 0
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    const server = await readPostmaster(data)
    if (!server || !alive(server.pid)) return
    if (!(await worksOn(server.pid, data))) {
      // The id is another process's by now; PostgreSQL itself would not dare to say so.
      await rm(join(data, POSTMASTER), { force: true })
      return
    }
    const client = await meet(server.port, password, data)
    if (client) {
      const free = await isFree(client, data, answered)
        .catch(ifStopping)
        .finally(() => client.end())
      answered += STEP_MS
      if (free) {
        log.info({ pid: server.pid }, 'stopping the embedded database that an earlier process left')
        process.kill(server.pid, 'SIGINT')
      }
    }
    await clock.sleep(STEP_MS)
  }
  const server = await readPostmaster(data)
  throw new StartError(
    `A PostgreSQL server (process ${server?.pid}) works on ${data} and does not answer. ` +
      `Stop it (kill ${server?.pid}) and start again.`,
  )
}

const STEP_MS = 25
const PATIENCE_MS = 30_000

/** A connection, or undefined while the server is starting, recovering or stopping. */
async function meet(port: number, password: string, data: string): Promise<pg.Client | undefined> {
  try {
    return await connectOwner(port, password)
  } catch (error) {
    if (!WRONG_PASSWORD.has(codeOf(error) ?? '')) return undefined
    throw new StartError(`The server on ${data} does not accept the password in ${data}/${PASSWORD}. Stop it first.`)
  }
}

/** Whether no living process holds the server. False also while that cannot be told, having asked for `asked` ms. */
async function isFree(client: pg.Client, data: string, asked: number): Promise<boolean> {
  const { mine, holder } = await hold(client)
  if (!mine) {
    if (asked >= LETTING_GO_MS && alive(holder)) throw refusal(holder, data)
    return false
  }
  // This process has only just begun: it is not the one that started the server, though it may have got its id.
  if (asked >= TAKING_MS || holder === process.pid || !alive(holder)) return true
  await release(client)
  return false
}

/** A server that stops cuts the connection in the middle of the question. */
function ifStopping(error: unknown): false {
  if (error instanceof StartError) throw error
  return false
}

/** A server gets this long to notice that the process that held it has ended. */
const LETTING_GO_MS = 250
/** A process that has just started its server gets this long to hold it. */
const TAKING_MS = 2_000

const WRONG_PASSWORD = new Set(['28P01', '28000'])

export const refusal = (holder: number, data: string): StartError =>
  new StartError(
    `Another banyan (process ${holder}) uses ${data}. Stop it first, or set BANYAN_DATA to another folder.`,
  )
