import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { alive } from '../store/embedded/directory.ts'

/**
 * A new folder for a test's own time, in memory where there is plenty of it: databases are many and large. The test
 * removes it; what a killed run left, the next run does.
 */
export async function scratchFolder(parent?: string): Promise<string> {
  return await mkdtemp(join(parent ?? (await place()), `${PREFIX}${process.pid}-`))
}

/** Removes the folders of processes that have ended. */
export async function removeLeftScratch(): Promise<void> {
  const folder = await place()
  for (const name of await readdir(folder)) {
    if (!name.startsWith(PREFIX) || alive(Number.parseInt(name.slice(PREFIX.length), 10))) continue
    await rm(join(folder, name), { recursive: true, force: true }).catch((error: NodeJS.ErrnoException) => {
      // A killed test has left a disk mounted there: it is in nobody's way.
      if (error.code !== 'EBUSY') throw error
    })
  }
}

async function place(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined)
  return memory && memory.bavail * memory.bsize > PLENTY ? '/dev/shm' : tmpdir()
}

const PREFIX = 'banyan-test-'
const PLENTY = 4e9
