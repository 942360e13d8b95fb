import { execFileSync } from 'node:child_process'
import { constants } from 'node:fs'
import { chmod, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { hasOwnMounts } from './own-mounts.ts'

/** A disk that can be filled. */
export interface SmallDisk {
  readonly folder: string
  fill(): Promise<void>
  empty(): Promise<void>
  unmount(): void
}

/** A file system in memory of its own size, mounted on `folder`. Undefined without mounts of our own. */
export async function smallDisk(folder: string, megabytes: number): Promise<SmallDisk | undefined> {
  if (!hasOwnMounts()) return undefined
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'banyan-chaos', folder], { stdio: 'ignore' })
  } catch {
    // In a container root may not either: the round is left out, and whoever runs it is told.
    return undefined
  }
  await chmod(folder, 0o755)
  const ballast = join(folder, 'ballast')
  return {
    folder,
    async fill() {
      const file = await open(ballast, constants.O_CREAT | constants.O_WRONLY)
      try {
        const { bavail, bsize } = await statfs(folder)
        const chunk = Buffer.alloc(1 << 20)
        for (let left = bavail * bsize; left > 0; left -= chunk.length)
          await file.write(chunk, 0, Math.min(left, chunk.length))
      } catch (error) {
        // What else is written at the same time fills it, too.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        await file.close()
      }
    },
    empty: () => rm(ballast, { force: true }),
    unmount: () => void execFileSync('umount', ['-l', folder]),
  }
}
