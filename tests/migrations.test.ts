import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { systemClock } from '../platform/clock/index.ts'
import { migrate, readMigrations } from '../platform/store/index.ts'
import { testDatabase } from '../platform/testing/database.ts'

const services = new URL('../services/', import.meta.url)

for (const service of await readdir(services)) {
  const migrations = await readMigrations(new URL(`${service}/migrations/`, services))
  test.runIf(migrations.length > 0)(`the migrations of ${service} go up, down to nothing, and up again`, async () => {
    await using database = await testDatabase()
    const { pool } = database
    const left = async () => {
      const { rows } = await pool.query('select relname from pg_class where relnamespace = $1::regnamespace', [service])
      return rows
    }
    await pool.query(`create schema "${service}"`)
    const scope = { name: service, schema: service, migrations }
    await migrate(pool, scope, systemClock)
    const made = await left()
    await migrate(pool, scope, systemClock, 0)
    expect(await left()).toEqual([])
    await migrate(pool, scope, systemClock)
    expect(await left()).toHaveLength(made.length)
  })
}
