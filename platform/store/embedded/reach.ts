import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { StartError } from '../start-error.ts'
import type { Account } from './account.ts'

/**
 * The name by which a program that runs as `account` in the working directory `folder` finds that directory. Where only
 * root can enter a folder above it, that is not its path: but the process stands in it already, and Linux lets it in.
 */
export async function processPath(folder: string, account: Account | undefined): Promise<string> {
  if (account === undefined || (await enters(folder, account))) return folder
  if (process.platform === 'linux') return '/proc/self/cwd'
  throw new StartError(
    `PostgreSQL does not run as root, and no other account can enter ${folder}. ` +
      'Start as another user, or set BANYAN_DATA to a folder that all can enter.',
  )
}

const enters = (folder: string, account: Account): Promise<boolean> =>
  promisify(execFile)('/bin/sh', ['-c', 'cd "$0"', folder], { cwd: '/', ...account }).then(
    () => true,
    () => false,
  )
