import type { Random } from '../clock/index.ts'
import { portError } from '../config/index.ts'
import { nobodyListens } from '../hosts/node/acceptors.ts'

/**
 * Looks whether the ports can be listened on, before the start makes anything that it would announce only once. Throws a
 * `StartError` for the first that cannot. `ports` are by the name of the setting.
 */
export async function checkPorts({ PORT, ADMIN_PORT }: Readonly<Record<'PORT' | 'ADMIN_PORT', number>>): Promise<void> {
  await check(PORT, undefined, 'PORT')
  await check(ADMIN_PORT, '127.0.0.1', 'ADMIN_PORT')
}

/**
 * A port of the loopback address that nobody listens on, from below those that systems give to clients: it stays free while
 * the process that is to listen on it is started again.
 */
export async function freePort(random: Random): Promise<number> {
  for (let tried = 1; ; tried++) {
    const port = LOWEST + Math.floor(random.next() * (HIGHEST - LOWEST))
    try {
      await check(port, '127.0.0.1', 'a free port')
      return port
    } catch (error) {
      if (tried === TRIES) throw error
    }
  }
}

/** As many different free ports. */
export async function freePorts(count: number, random: Random): Promise<readonly number[]> {
  const ports = new Set<number>()
  while (ports.size < count) ports.add(await freePort(random))
  return [...ports]
}

/** Linux gives clients those from 32768, others from 49152. */
const LOWEST = 20_000
const HIGHEST = 32_000
const TRIES = 50

function check(port: number, host: string | undefined, setting: string): Promise<void> {
  return nobodyListens(port, host).catch((error) => {
    throw portError(error, port, setting)
  })
}
