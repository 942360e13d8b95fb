import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { urlOf } from '../../platform/store/embedded/connect.ts'
import { PASSWORD, readPostmaster } from '../../platform/store/embedded/directory.ts'

type Inside = pg.Client & AsyncDisposable

/** A second connection to the embedded database in `data`, as its owner, for looking at what is on record. */
export async function lookInside(data: string): Promise<Inside> {
  const { port } = await postmaster(data)
  return await connected(urlOf(port, await readFile(join(data, 'postgres', PASSWORD), 'utf8')))
}

/** A connection that is ended when its scope is. */
export async function connected(url: string): Promise<Inside> {
  const client = new pg.Client({ connectionString: url })
  // The server may be killed under it; whoever uses it sees that.
  client.on('error', () => {})
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

/** The embedded server that works on `data`, as it wrote there itself. */
export async function postmaster(data: string): Promise<{ readonly pid: number; readonly port: number }> {
  const server = await readPostmaster(join(data, 'postgres'))
  if (!server) throw new Error(`no server works on ${data}`)
  return server
}
