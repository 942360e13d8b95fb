import pg from 'pg'
import type { Clock } from '../clock/index.ts'
import { codeOf, StartError, textOf } from './start-error.ts'

/** Where a PostgreSQL server is, without the parts that a pool sets itself. */
export interface Address {
  /** As it was given. Holds the password. */
  readonly given: string
  /** The URL as `pg` takes it. */
  readonly url: string
  /** Server settings that the URL asks for: `-c name=value`. */
  readonly options: string
  /** For messages: `host:port/database`, without user and password. */
  readonly label: string
}

/** Reads `postgres://user:password@host:5432/database`. Throws a `StartError` that does not repeat what was given. */
export function parseAddress(text: string): Address {
  try {
    const url = new URL(text)
    if (!/^postgres(ql)?:$/.test(url.protocol)) throw new Error('It is a URL of another kind')
    const options = url.searchParams.get('options') ?? ''
    // In `pg` the URL wins over what a pool sets.
    url.searchParams.delete('options')
    url.searchParams.delete('application_name')
    const { host, port, database } = new pg.Client({ connectionString: url.href })
    return { given: text, url: url.href, options, label: `${host}:${port}/${database}` }
  } catch {
    // The error would repeat the URL, and its password with it.
    throw new StartError(
      'DATABASE_URL is not of the form postgres://user:password@host:5432/database. ' +
        'In a password, write characters such as @ / % as %40 %2F %25.',
    )
  }
}

/** What every connection to an address has in common. */
export function clientConfig(address: Address, settings: Readonly<Record<string, string>> = {}): pg.ClientConfig {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  return {
    connectionString: address.url,
    options: [address.options, ...options].join(' ').trim(),
    application_name: `banyan ${process.pid}`,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: { getTypeParser },
  }
}

/** Looks whether the server can be used, and waits while it is starting. Throws a `StartError`. */
export async function checkServer(address: Address, clock: Clock): Promise<void> {
  for (let waited = 0; ; waited += STARTING_PAUSE_MS) {
    const client = new pg.Client(clientConfig(address))
    // A connection that fails says so twice, once here.
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ number: string; name: string }>(
        "select current_setting('server_version_num') as number, current_setting('server_version') as name",
      )
      if (Number(rows[0]?.number) >= OLDEST) return
      throw new StartError(`The server at ${address.label} is PostgreSQL ${rows[0]?.name}; it takes 15 or newer.`)
    } catch (error) {
      if (error instanceof StartError) throw error
      if (codeOf(error) !== STARTING || waited >= STARTING_MS) throw unusable(address, error)
    } finally {
      await client.end().catch(() => {})
    }
    await clock.sleep(STARTING_PAUSE_MS)
  }
}

const OLDEST = 150000
const CONNECT_MS = 10_000
/** cannot_connect_now */
const STARTING = '57P03'
const STARTING_MS = 30_000
const STARTING_PAUSE_MS = 250

/** What an administrator can do about a server that refuses, by the code of the refusal. */
export function unusable({ label }: Address, error: unknown): StartError {
  const advice: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'Nothing listens there. Start the server, or correct DATABASE_URL.',
    ENOTFOUND: 'There is no such host. Correct DATABASE_URL.',
    EAI_AGAIN: 'The name of the host cannot be resolved now. Check DATABASE_URL and the network.',
    ENOENT: 'There is no such socket. Start the server, or correct DATABASE_URL.',
    '28P01': 'Correct the user or the password in DATABASE_URL.',
    '28000': "The server does not let this user in from here. Correct DATABASE_URL, or the server's pg_hba.conf.",
    '3D000': 'Create the database, or correct its name in DATABASE_URL.',
    '42501': 'The user may not connect to this database. Let an administrator grant it.',
    '53300': 'The server has no connection left. Raise its max_connections, or close others.',
  }
  const code = codeOf(error) ?? ''
  const todo = advice[code] ?? 'Check DATABASE_URL and the server.'
  return new StartError(`Cannot use the database at ${label}: ${textOf(error) || code}. ${todo}`, { cause: error })
}

const INT8 = 20

/** As `pg` does it, but int8, which `count(*)` gives, is a number where a number can hold it. */
export const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (id: number, format?: 'text' | 'binary') =>
  id === INT8 && format !== 'binary' ? parseInt8 : pg.types.getTypeParser(id, format as 'text')

function parseInt8(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}
