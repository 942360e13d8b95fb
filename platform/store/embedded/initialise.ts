import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Random } from '../../clock/index.ts'
import { StartError } from '../start-error.ts'
import type { Account } from './account.ts'

interface Place {
  readonly home: string
  readonly data: string
  readonly account: Account | undefined
  readonly initdb: string
  readonly random: Random
}

/** Makes the data directory unless it is there, and gives the owner's password. */
export async function initialise({ home, data, account, initdb, random }: Place): Promise<string> {
  const file = join(home, 'postgres.password')
  const existing = await readFile(file, 'utf8').catch(() => undefined)
  if (existing) return existing
  const password = Buffer.from(random.bytes(24)).toString('base64url')
  const fresh = `${data}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  const secret = await mkdtemp('/tmp/banyan-')
  const pwfile = join(secret, 'password')
  await writeFile(pwfile, `${password}\n`, { mode: 0o600 })
  if (account) {
    for (const path of [fresh, secret, pwfile]) await chown(path, account.uid, account.gid)
  }
  const child = spawn(
    initdb,
    [
      '--pgdata=/proc/self/cwd',
      '--username=banyan',
      `--pwfile=${pwfile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--text-search-config=english',
      '--no-instructions',
    ],
    { cwd: fresh, stdio: ['ignore', 'ignore', 'pipe'], env: { LC_ALL: 'C', TZ: 'UTC' }, ...account },
  )
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  await rm(secret, { recursive: true })
  if (code !== 0) throw new StartError(`PostgreSQL could not make its data directory: ${errors}`)
  await rename(fresh, data)
  await writeFile(file, password, { mode: 0o600 })
  return password
}
