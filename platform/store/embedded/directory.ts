import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, StartError } from '../start-error.ts'

/** The owner's password, inside the data directory so that both come and go together. */
export const PASSWORD = 'banyan.password'

/** Whether there is no data yet. */
export async function isEmpty(data: string): Promise<boolean> {
  try {
    return (await readdir(data)).length === 0
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true
    if (codeOf(error) === 'EACCES')
      throw new StartError(`${data} belongs to another user, who started it first. Start as that user, or as root.`)
    throw error
  }
}

/** Looks whether this PostgreSQL can work with the data, and gives the owner's password. */
export async function inspect(data: string, major: string): Promise<string> {
  const version = await readPart(data, 'PG_VERSION')
  if (version.trim() !== major) {
    throw new StartError(
      `The data in ${data} was made by PostgreSQL ${version.trim()}, and this is PostgreSQL ${major}. ` +
        'Start the version of Banyan that made it, or set BANYAN_DATA to another folder.',
    )
  }
  await readPart(data, 'global/pg_control')
  return await readPart(data, PASSWORD)
}

/** The server that last worked on the data, as its lock file says. It may have ended long ago. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, POSTMASTER), 'utf8').catch((error) => {
    if (codeOf(error) === 'ENOENT') return ''
    throw error
  })
  // Lines: process id, data directory, start time, port ...
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, port: Number(lines[3] ?? 0) } : undefined
}

export const POSTMASTER = 'postmaster.pid'

/** Whether a process with this id exists, whoever it belongs to. */
export function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

async function readPart(data: string, name: string): Promise<string> {
  try {
    const path = join(data, name)
    await access(path)
    return await readFile(path, 'latin1')
  } catch (error) {
    throw new StartError(
      `The data directory ${data} is damaged: ${name} cannot be read. Restore it from a backup; or, if its data may ` +
        'be lost, move it away and start again.',
      { cause: error },
    )
  }
}
