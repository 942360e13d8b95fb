import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { StartError } from '../start-error.ts'

/** The user and group that the server runs as. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * PostgreSQL refuses to run as root, so root's server runs as somebody else: as the owner of the data that is there
 * already, else as an account meant for it, else as `nobody`. Undefined where this process is not root: then the server
 * runs as whoever runs this.
 */
export function serverAccount(data: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const existing = statSync(data, { throwIfNoEntry: false })
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid }
  const account = findAccount()
  // Copied or restored by root, the data would be root's.
  if (existing) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, data])
  return account
}

function findAccount(): Account {
  // initdb wants an account that has a name, so a number of our own would not do.
  const accounts = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }]),
  )
  const account = ACCOUNTS.map((name) => accounts.get(name)).find((found) => found && found.uid !== 0)
  if (account) return account
  throw new StartError(
    'PostgreSQL does not run as root, and this machine has no account "nobody" to run it as. ' +
      'Start as another user, or set DATABASE_URL.',
  )
}

const ACCOUNTS = ['banyan', 'postgres', 'nobody']
