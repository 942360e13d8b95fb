import { createServer } from 'node:net'
import { portError } from '../config/index.ts'

/**
 * Looks whether the ports can be listened on, before the start makes anything that it would announce only once. Throws a
 * `StartError` for the first that cannot. `ports` are by the name of the setting.
 */
export async function checkPorts({ PORT, ADMIN_PORT }: Readonly<Record<'PORT' | 'ADMIN_PORT', number>>): Promise<void> {
  await check(PORT, undefined, 'PORT')
  await check(ADMIN_PORT, '127.0.0.1', 'ADMIN_PORT')
}

function check(port: number, host: string | undefined, setting: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => reject(portError(error, port, setting)))
    server.listen({ port, ...(host !== undefined && { host }) }, () => server.close(() => resolve()))
  })
}
