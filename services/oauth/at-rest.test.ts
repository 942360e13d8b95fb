import { settle } from 'banyan/contract'
import { expect, test } from 'vitest'
import { GOOGLE, type StartedOauth, startOauth } from './testing/start-oauth.ts'

test('neither tables nor logs hold anything that could be used', async () => {
  const lines: string[] = []
  const secrets = new Set<string>()
  await using started = await startOauth({ write: (line) => lines.push(line) })
  secretsOf(started, secrets)
  const { oidc } = started
  const user = 'ann'
  const ann = await started.as(user)
  const input = { userId: user, provider: GOOGLE }
  const keep = ({ accessToken }: { accessToken: string }) => secrets.add(accessToken)

  // Begun and left; begun and ended; refreshed; refused; interrupted; revoked while the provider is away.
  secrets.add((await started.goThere(user)).state)
  const back = await started.goThere(user)
  secrets.add(back.state).add(back.code)
  await ann.exchange(back)
  keep(await ann.token(input))
  await started.expire(user)
  keep(await ann.token(input))
  oidc.fail({ kind: 'status', status: 400, error: 'invalid_request' })
  await settle(ann.refresh({ provider: GOOGLE }))
  keep(await ann.refresh({ provider: GOOGLE }))
  await settle(ann.exchange({ ...back, state: (await started.goThere(user)).state }))
  oidc.fail(
    { kind: 'status', status: 503 },
    { times: Number.POSITIVE_INFINITY, when: ({ path }) => path.includes('revocation') },
  )
  await ann.revoke(input)
  await started.connect(user)
  keep(await ann.token(input))

  expect(oidc.issued.size).toBeGreaterThan(6)
  for (const token of oidc.issued) secrets.add(token)
  const dump = await dumpOf(started)
  expect(dump).toContain('GOOGLE_BUSINESS')
  expect(dump.length).toBeGreaterThan(5_000)
  const log = lines.join('\n')
  expect(log).toContain('/oauth/exchange')
  for (const secret of secrets)
    for (const form of formsOf(secret)) {
      expect(dump.includes(form), `${form.slice(0, 12)}... in the dump`).toBe(false)
      expect(log.includes(form), `${form.slice(0, 12)}... in the log`).toBe(false)
    }
})

/** What the service was told by its settings. */
function secretsOf({ oidc }: StartedOauth, secrets: Set<string>): void {
  secrets.add(oidc.client.secret)
  secrets.add('a secret of the tests, and of nothing else')
}

/** As text, and as whatever a column of bytes makes of it. */
const formsOf = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
]

/** Every row of every table of the database, as text. */
async function dumpOf({ app }: StartedOauth): Promise<string> {
  const { pool } = app.database
  const { rows: tables } = await pool.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query(`select t::text as row from ${name} as t`)
    texts.push(name, ...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}
