import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { connectOwner } from '../../platform/store/embedded/connect.ts'
import { PASSWORD, readPostmaster } from '../../platform/store/embedded/directory.ts'

/** A second connection to the embedded database in `data`, as its owner, for looking at what is on record. */
export async function lookInside(data: string): Promise<pg.Client & AsyncDisposable> {
  const { port } = await postmaster(data)
  const client = await connectOwner(port, await readFile(join(data, 'postgres', PASSWORD), 'utf8'))
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

/** The embedded server that works on `data`, as it wrote there itself. */
export async function postmaster(data: string): Promise<{ readonly pid: number; readonly port: number }> {
  const server = await readPostmaster(join(data, 'postgres'))
  if (!server) throw new Error(`no server works on ${data}`)
  return server
}
