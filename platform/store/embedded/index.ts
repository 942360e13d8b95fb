import type { Logger } from 'pino'
import type { Clock, Random } from '../../clock/index.ts'
import { begin } from './begin.ts'
import { urlOf } from './connect.ts'
import { settleEarlier } from './earlier.ts'
import { explain } from './failure.ts'
import { prepareGround } from './ground.ts'
import { supervise } from './supervise.ts'

export { explain }

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  /** Settings of the server beside the platform's own. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedServer {
  /** The data directory. */
  readonly data: string
  /** Password included. */
  readonly url: string
  /** Cuts all connections and stops the server. */
  stop(): Promise<void>
}

/**
 * Starts a PostgreSQL server of our own on `<dataDir>/postgres`, on a free port of the loopback address. It is held by
 * this process alone, started again should it crash, and stopped when this process ends. Throws a `StartError`.
 */
export async function startEmbedded({
  dataDir,
  clock,
  random,
  log,
  settings,
}: EmbeddedOptions): Promise<EmbeddedServer> {
  const ground = await prepareGround(dataDir, random)
  const options = { clock, log, settings: settings ?? {} }
  await settleEarlier(ground, clock, log)
  const { port, postmaster } = await begin(ground, options)
  const { data, password } = ground
  try {
    return { data, url: urlOf(port, password), stop: await supervise(ground, options, port, postmaster) }
  } catch (error) {
    await postmaster.stop(clock)
    throw explain(error, data)
  }
}
