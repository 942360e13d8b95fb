import { createServer, type Server, type Socket } from 'node:net'

/**
 * Further sockets that listen on the port of a server. Node takes one new connection from each listening socket in a turn of
 * its event loop: with a single one, a process whose turns take 25 ms lets in 40 people a second and keeps the others
 * waiting, who would otherwise be answered or refused at once. The kernel spreads connections over all of them.
 *
 * Linux alone can do that; elsewhere there are none.
 */
export class Acceptors {
  readonly #accept: (socket: Socket) => void
  readonly #failed: (error: Error) => void
  readonly #servers: Server[] = []

  /** `failed`: of one that works no longer. */
  constructor(accept: (socket: Socket) => void, failed: (error: Error) => void) {
    this.#accept = accept
    this.#failed = failed
  }

  /** The server itself has to listen with `reusePort`, too. */
  async listen(port: number, host: string | undefined): Promise<void> {
    for (let n = 0; n < FURTHER; n++) {
      const server = createServer({ noDelay: true }, this.#accept)
      await listening(server, { port, reusePort: true, ...(host !== undefined && { host }) })
      server.on('error', this.#failed)
      this.#servers.push(server)
    }
  }

  /** Stops accepting. Resolves when the connections that came through them have ended. */
  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))))
  }
}

let known: Promise<boolean> | undefined

/** Whether several sockets can listen on one port here. */
export function canShare(): Promise<boolean> {
  known ??= tryToShare()
  return known
}

async function tryToShare(): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const server = createServer()
  try {
    await listening(server, { port: 0, host: '127.0.0.1', reusePort: true })
    return true
  } catch {
    // Some sandboxes are Linux in name only.
    return false
  } finally {
    server.close()
  }
}

/**
 * Rejects when somebody listens on the port. Sockets that share a port would otherwise share it with those of another
 * process, too, which must not answer half of the requests unnoticed.
 */
export async function nobodyListens(port: number, host: string | undefined): Promise<void> {
  const server = createServer()
  await listening(server, { port, ...(host !== undefined && { host }) })
  await new Promise((resolve) => server.close(resolve))
}

function listening(server: Server, options: Parameters<Server['listen']>[0] & object): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

const FURTHER = 15
