import pg from 'pg'
import { StartError } from './start-error.ts'

/** Where a PostgreSQL server is, without the parts that a pool sets itself. */
export interface Address {
  /** The URL, as `pg` takes it. Holds the password. */
  readonly url: string
  /** For messages: `host:port/database`, without user and password. */
  readonly label: string
}

/** Reads `postgres://user:password@host:5432/database`. Throws a `StartError` that does not repeat what was given. */
export function parseAddress(text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new StartError('DATABASE_URL is not a URL of the form postgres://user:password@host:5432/database.')
  }
  // The pools set these themselves, and `pg` lets the URL win.
  url.searchParams.delete('options')
  url.searchParams.delete('application_name')
  const host = url.searchParams.get('host') ?? (url.hostname || 'localhost')
  const database = decodeURIComponent(url.pathname.slice(1))
  return { url: url.href, label: `${host}:${url.port || 5432}/${database}` }
}

/** What every connection to an address has in common. */
export function clientConfig(address: Address, settings: Readonly<Record<string, string>> = {}): pg.ClientConfig {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  return {
    connectionString: address.url,
    application_name: `banyan ${process.pid}`,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: { getTypeParser },
    ...(options.length > 0 && { options: options.join(' ') }),
  }
}

const CONNECT_MS = 10_000

const INT8 = 20

/** As `pg` does it, but int8 (which counts and sums have) is a number where a number can hold it. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (id: number, format?: 'text' | 'binary') =>
  id === INT8 && format !== 'binary' ? parseInt8 : pg.types.getTypeParser(id, format as 'text')

function parseInt8(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}
