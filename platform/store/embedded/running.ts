import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'

/**
 * Whether the process `pid` is a PostgreSQL server on the very directory `data`. Its working directory tells: process
 * ids are used again, ports too, and a copy of a data directory has the same password and lock file.
 */
export async function worksOn(pid: number, data: string): Promise<boolean> {
  try {
    const { command, folder } = process.platform === 'linux' ? await fromProc(pid) : await fromLsof(pid)
    const [theirs, ours] = await Promise.all([stat(folder), stat(data)])
    return command.startsWith('postgres') && theirs.dev === ours.dev && theirs.ino === ours.ino
  } catch {
    // It has ended, or belongs to somebody whose server could not have opened the directory.
    return false
  }
}

interface Running {
  readonly command: string
  readonly folder: string
}

async function fromProc(pid: number): Promise<Running> {
  return { command: await readFile(`/proc/${pid}/comm`, 'utf8'), folder: `/proc/${pid}/cwd` }
}

/** One line a field, its letter first: p the process, c the command, f the descriptor, n the name. */
async function fromLsof(pid: number): Promise<Running> {
  const { stdout } = await promisify(execFile)('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-F', 'cn'])
  const field = (letter: string) =>
    stdout
      .split('\n')
      .find((line) => line.startsWith(letter))
      ?.slice(1) ?? ''
  return { command: field('c'), folder: field('n') }
}
