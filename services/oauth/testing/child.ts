/**
 * One process of the service on a database that others share, for tests that need several: `node child.ts <database>
 * <issuer> <client id> <client secret> <user>`. Says where it listens and with which token, and ends with its
 * standard input.
 */
import { openDatabase } from 'banyan/store'
import { testOptions } from 'banyan/testing/database'
import { startServices } from 'banyan/testing/start'
import service from '../service.ts'
import { settingsFor } from './settings.ts'

const [url = '', issuer = '', id = '', secret = '', user = ''] = process.argv.slice(2)
const database = await openDatabase({ ...testOptions, url })
const app = await startServices({
  services: [service],
  database: { ...database, [Symbol.asyncDispose]: () => database.close() },
  env: settingsFor({ issuer, client: { id, secret } }),
})
process.stdout.write(`${JSON.stringify({ baseUrl: app.baseUrl, token: await app.token(user) })}\n`)
process.stdin.resume().once('end', async () => {
  await app.close()
  await database.close()
})
