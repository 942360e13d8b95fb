import { access, chmod, copyFile, mkdir, mkdtemp, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, StartError, textOf } from '../start-error.ts'

/**
 * Copies the programs to where every account can run them, once per version: root's checkout may be in a folder that
 * only root can enter. Gives the copy's folder.
 */
export async function stage(folder: string, version: string, root = '/var/lib/banyan'): Promise<string> {
  const target = join(root, `postgres-${version}-${process.arch}`)
  if (
    await access(join(target, 'bin', 'postgres')).then(
      () => true,
      () => false,
    )
  )
    return target
  let unfinished: string | undefined
  try {
    await mkdir(root, { recursive: true })
    await chmod(root, 0o755)
    unfinished = await mkdtemp(`${target}.`)
    await copyTree(folder, unfinished)
    await rename(unfinished, target)
  } catch (error) {
    if (unfinished) await rm(unfinished, { recursive: true, force: true })
    // Another process was faster: its copy is as good.
    if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) return target
    throw new StartError(
      `PostgreSQL does not run as root, and no other account can reach ${folder}; copying it to ${root} failed ` +
        `(${textOf(error)}). Start as another user, move the checkout to a folder that all can enter, or set DATABASE_URL.`,
      { cause: error },
    )
  }
  return target
}

/** Modes are made anew: under a strict umask npm installs files that only root can read. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) await copyTree(source, target)
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    else if (!entry.name.endsWith('.a')) {
      await copyFile(source, target)
      await chmod(target, (await stat(source)).mode & 0o100 ? 0o755 : 0o644)
    }
  }
}
