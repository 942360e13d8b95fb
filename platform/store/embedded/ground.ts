import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Random } from '../../clock/index.ts'
import { codeOf } from '../start-error.ts'
import { type Account, serverAccount } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { inspect, isEmpty } from './directory.ts'
import { explain } from './failure.ts'
import { initialise } from './initialise.ts'
import { processPath } from './reach.ts'

/** What an embedded server stands on. */
export interface Ground {
  /** The data directory's path. */
  readonly data: string
  /** The name by which the server finds it, from within. */
  readonly path: string
  readonly account: Account | undefined
  readonly binaries: Binaries
  readonly password: string
}

/** Finds the programs and the data, and makes the data where there is none yet. Throws a `StartError`. */
export async function prepareGround(dataDir: string, random: Random): Promise<Ground> {
  try {
    await makeFolder(dataDir)
    const data = join(await realpath(dataDir), 'postgres')
    const account = serverAccount(data)
    const binaries = await findBinaries(account)
    if (await isEmpty(data)) await initialise(data, binaries.initdb, account, random)
    const password = await inspect(data, binaries.major)
    return { data, path: await processPath(data, account), account, binaries, password }
  } catch (error) {
    throw explain(error, dataDir)
  }
}

/** Where the file system is read-only, the recursive form says that a folder is missing, and the plain one why. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error) => {
    if (codeOf(error) !== 'ENOENT') throw error
    return mkdir(path)
  })
}
