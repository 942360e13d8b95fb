import type pg from 'pg'

/** The setting that tells which process started the server. */
export const HOLDER = 'banyan.holder'

/** Makes the server that `client` is connected to this process's own until the connection ends, unless another has it. */
export async function hold(client: pg.Client): Promise<{ readonly mine: boolean; readonly holder: number }> {
  const { rows } = await client.query<{ mine: boolean; holder: number }>(
    `select pg_try_advisory_lock($1) as mine, current_setting('${HOLDER}')::int as holder`,
    [LOCK],
  )
  if (!rows[0]) throw new Error('The server did not say who holds it')
  return rows[0]
}

export const release = (client: pg.Client): Promise<unknown> => client.query('select pg_advisory_unlock($1)', [LOCK])

/** Any number that nobody else uses: "holder" in ASCII. */
const LOCK = 0x686f6c646572
