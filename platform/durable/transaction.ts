import type pg from 'pg'

/** Runs `work` in a transaction of the engine's own. Any failure rolls it back. */
export async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let ended = false
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    ended = true
    return result
  } finally {
    // Closing a connection rolls back what it had begun, whatever state it is in.
    client.release(!ended)
  }
}
