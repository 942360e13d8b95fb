import pg from 'pg'

/** Where the owner connects to the embedded server. */
export const urlOf = (port: number, password: string): string =>
  `postgres://banyan:${password}@127.0.0.1:${port}/postgres`

/** A connection of its own, whose loss is for its listeners on `end`. */
export async function connectOwner(port: number, password: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: urlOf(port, password),
    application_name: `banyan ${process.pid}`,
    connectionTimeoutMillis: CONNECT_MS,
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

const CONNECT_MS = 2_000
