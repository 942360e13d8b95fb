// A process of its own with the service in it, for tests that start several on one database.
import { openDatabase } from 'banyan/store'
import { testOptions } from 'banyan/testing/database'
import { startServices } from 'banyan/testing/start'
import service from '../service.ts'

/** What it is told by its environment, as JSON. */
export interface Replica {
  /** Of the database. */
  readonly url: string
  readonly env: Readonly<Record<string, string>>
}

/** Where it is, and a token that lets an administrator in. */
export interface Ready {
  readonly baseUrl: string
  readonly token: string
}

if (process.env.SEARCH_REPLICA) {
  const { url, env }: Replica = JSON.parse(process.env.SEARCH_REPLICA)
  const database = await openDatabase({ ...testOptions, url })
  const close = () => database.close()
  const app = await startServices({
    services: [service],
    env,
    database: { ...database, [Symbol.asyncDispose]: close },
  })
  process.send?.({ baseUrl: app.baseUrl, token: await app.token('ann', ['admin']) } satisfies Ready)
  process.once('message', () =>
    app
      .close()
      .then(close)
      .then(() => process.exit(0)),
  )
}
