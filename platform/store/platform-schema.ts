import type pg from 'pg'
import type { Clock } from '../clock/index.ts'
import { migrate, prepareMigrations } from './migrate.ts'
import { readMigrations } from './migration.ts'

/** Brings the platform's own schema, `banyan`, up to date: what the store needs, and the durable engine's tables. */
export async function preparePlatform(pool: pg.Pool, clock: Clock): Promise<void> {
  await prepareMigrations(pool)
  for (const [part, folder] of PARTS) {
    await migrate(pool, { name: `banyan.${part}`, schema: 'banyan', migrations: await readMigrations(folder) }, clock)
  }
}

const PARTS: readonly (readonly [string, URL])[] = [
  ['store', new URL('./migrations/', import.meta.url)],
  ['durable', new URL('../durable/migrations/', import.meta.url)],
]
