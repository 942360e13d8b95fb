import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface Wire {
  readonly url: string
  /** What went to the app, as text. */
  sent(): string
  /** Breaks every connection, as a network does. New ones are taken. */
  cut(): void
  close(): Promise<void>
}

/** A wire between browser and app that can be cut. */
export async function wireTo(app: string): Promise<Wire> {
  const { hostname, port } = new URL(app)
  const sockets = new Set<Socket>()
  let sent = ''
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      // A cut wire is what this is for: both ends close, nobody needs to be told why.
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (chunk: Buffer) => {
      sent += chunk.toString('latin1')
    })
    near.pipe(far)
    far.pipe(near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://localhost:${typeof address === 'object' && address ? address.port : 0}`,
    sent: () => sent,
    cut,
    async close() {
      server.close()
      cut()
      await once(server, 'close')
    },
  }
}
