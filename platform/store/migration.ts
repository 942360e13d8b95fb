import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { StartError } from './start-error.ts'

/** One file `NNN-name.sql`, split at its line `-- down`. */
export interface Migration {
  readonly id: number
  readonly name: string
  readonly up: string
  readonly down: string
  /** SHA-256 of the file, whatever its line ends. */
  readonly checksum: string
}

/** The migrations of a folder, by number. A folder that does not exist has none. */
export async function readMigrations(folder: URL): Promise<readonly Migration[]> {
  const migrations: Migration[] = []
  for (const file of (await filesOf(folder)).filter((name) => name.endsWith('.sql')).sort()) {
    migrations.push(parseMigration(file, await readFile(new URL(file, folder), 'utf8')))
  }
  const twice = migrations.find((migration, i) => migration.id === migrations[i - 1]?.id)
  if (twice) throw new StartError(`Two migrations in ${folder.pathname} have the number ${twice.id}: renumber one.`)
  return migrations
}

export function parseMigration(file: string, text: string): Migration {
  const name = /^(\d{3})-([a-z0-9-]+)\.sql$/.exec(file)
  if (!name) throw new StartError(`A migration is named 001-what-it-does.sql, not ${file}.`)
  const unix = text.replaceAll('\r\n', '\n')
  const [up, down, more] = unix.split(/^-- down[ \t]*$/m)
  if (up === undefined || down === undefined || more !== undefined) {
    throw new StartError(`The migration ${file} needs one line "-- down" between what it does and how to undo it.`)
  }
  const checksum = createHash('sha256').update(unix).digest('hex')
  return { id: Number(name[1]), name: name[2] ?? '', up, down, checksum }
}

async function filesOf(folder: URL): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
