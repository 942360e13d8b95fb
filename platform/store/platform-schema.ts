import type pg from 'pg'
import type { Clock } from '../clock/index.ts'
import { migrate, prepareMigrations, type Scope } from './migrate.ts'
import { readMigrations } from './migration.ts'

/** Brings the platform's own schema, `banyan`, up to date: what the store needs, and the durable engine's tables. */
export async function preparePlatform(pool: pg.Pool, clock: Clock): Promise<void> {
  await prepareMigrations(pool)
  for (const scope of await platformScopes()) await migrate(pool, scope, clock)
}

export async function platformScopes(): Promise<readonly Scope[]> {
  const scopes = PARTS.map(async ([part, folder]) => ({
    name: `banyan.${part}`,
    schema: 'banyan',
    migrations: await readMigrations(folder),
  }))
  return await Promise.all(scopes)
}

const PARTS: readonly (readonly [string, URL])[] = [
  ['store', new URL('./migrations/', import.meta.url)],
  ['durable', new URL('../durable/migrations/', import.meta.url)],
]
