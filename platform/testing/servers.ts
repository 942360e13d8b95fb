import pg from 'pg'

/** A PostgreSQL server that tests can run on. */
export interface TestServer {
  readonly name: string
  /** Of a user who may create databases and roles. Undefined where the server is not there. */
  readonly url: string | undefined
  /** For the title of a suite: what it runs on, or why it is skipped. */
  readonly title: string
}

/** Where the run's own server is; set by `tests/setup/postgres.ts`. */
export const SERVER = 'BANYAN_TEST_POSTGRES'

/** The server that this run of the tests started. */
export function ownServer(): TestServer {
  const url = process.env[SERVER]
  if (!url) throw new Error(`${SERVER} is not set: run the tests by vitest, from the root of the repository`)
  return { name: 'embedded', url, title: 'on the embedded PostgreSQL' }
}

/**
 * A server that somebody else runs, where there is one: at BANYAN_TEST_EXTERNAL, by default the usual port of this
 * machine. Tests leave the roles of their services there, and nothing else.
 */
export async function externalServer(): Promise<TestServer> {
  const url = process.env.BANYAN_TEST_EXTERNAL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  const name = 'external'
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('server_version') as version")
    return { name, url, title: `on an external PostgreSQL ${rows[0]?.version}` }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { name, url: undefined, title: `on an external PostgreSQL (skipped: ${reason}; set BANYAN_TEST_EXTERNAL)` }
  } finally {
    await client.end().catch(() => {})
  }
}
