import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, type FileHandle, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Random } from '../../clock/index.ts'
import { codeOf } from '../start-error.ts'
import type { Account } from './account.ts'
import { alive, PASSWORD } from './directory.ts'
import { explain } from './failure.ts'
import { processPath } from './reach.ts'

/**
 * Makes the data directory `data` beside itself and moves it into place when it is whole, so that a crash in between,
 * or another process that does the same, leaves either nothing or all of it.
 */
export async function initialise(
  data: string,
  initdb: string,
  account: Account | undefined,
  random: Random,
): Promise<void> {
  await removeLeftovers(data)
  const fresh = `${data}.new-${process.pid}`
  const password = Buffer.from(random.bytes(24)).toString('base64url')
  try {
    await mkdir(fresh, { mode: 0o700 })
    if (account) await chown(fresh, account.uid, account.gid)
    const secret = await secretFile(`${fresh}.password`, password, account)
    await runInitdb(initdb, fresh, data, account, secret.fd).finally(() => secret.close())
    const file = join(fresh, PASSWORD)
    await writeFile(file, password, { mode: 0o600, flush: true })
    if (account) await chown(file, account.uid, account.gid)
    await rename(fresh, data)
    await syncFolder(join(data, '..'))
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw explain(error, data)
  }
}

/** Fills the folder `fresh`, which will be `data`. */
async function runInitdb(
  program: string,
  fresh: string,
  data: string,
  account: Account | undefined,
  secret: number,
): Promise<void> {
  const child = spawn(
    program,
    [
      `--pgdata=${await processPath(fresh, account)}`,
      '--username=banyan',
      '--pwfile=/dev/fd/3',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order of text on every machine, whatever its own languages.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--text-search-config=english',
      '--no-instructions',
    ],
    { cwd: fresh, stdio: ['ignore', 'ignore', 'pipe', secret], env: { LC_ALL: 'C', TZ: 'UTC' }, ...account },
  )
  // As asked for by `stdio`; the types know only of three.
  const [errors, [code]] = await Promise.all([text(child.stderr as Readable), once(child, 'exit')])
  if (code !== 0) throw explain(errors.split('\n'), data)
}

/** An open file that has no name any more: `account` can read it by its number, and nobody else can find it. */
async function secretFile(path: string, content: string, account: Account | undefined): Promise<FileHandle> {
  await writeFile(path, `${content}\n`, { mode: 0o600 })
  if (account) await chown(path, account.uid, account.gid)
  const file = await open(path)
  await rm(path)
  return file
}

/** What processes left that ended while they made a data directory. */
async function removeLeftovers(data: string): Promise<void> {
  const prefix = `${basename(data)}.new-`
  const folder = join(data, '..')
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue
    const pid = Number.parseInt(name.slice(prefix.length), 10)
    if (pid === process.pid || !alive(pid)) await rm(join(folder, name), { recursive: true })
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  await folder.sync()
  await folder.close()
}
