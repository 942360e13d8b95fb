import { settle } from 'banyan/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from './testing/eventually.ts'
import { GOOGLE, type StartedOauth, startOauth, sweep } from './testing/start-oauth.ts'

let started: StartedOauth
beforeAll(async () => {
  started = await startOauth()
})
afterAll(() => started[Symbol.asyncDispose]())
beforeEach(() => {
  started.oidc.heal()
  started.forget()
})

let users = 0
async function connected() {
  const user = `user-${users++}`
  const client = await started.connect(user)
  const input = { userId: user, provider: GOOGLE }
  return { user, client, input, ...(await client.token(input)) }
}
const waiting = async (user: string) =>
  (await started.app.database.pool.query('select * from oauth.revocations where user_id = $1', [user])).rows.length
const rowsOf = async (user: string) =>
  (
    await started.app.database.pool.query(
      'select user_id from oauth.connections where user_id = $1 union all select user_id from oauth.tokens where user_id = $1',
      [user],
    )
  ).rows.length
const atRevocation = ({ path }: { readonly path: string }) => path === '/token/revocation'

test('deletes here at once, revokes at the provider, and is announced', async () => {
  const { user, client, input, accessToken } = await connected()
  expect(await client.revoke(input)).toEqual({ success: true })
  expect(await rowsOf(user)).toBe(0)
  expect(await settle(client.token(input))).toMatchObject({ error: { code: 'notConnected' } })
  await eventually(() => started.oidc.accepts(accessToken)).toBe(false)
  await eventually(() => waiting(user)).toBe(0)
  await eventually(() => started.heardOf(user)).toEqual(['oauth.token.revoked'])
  expect(started.heard.at(-1)?.data.reason).toBe('revoked_by_user')
})

test('twice is as once', async () => {
  const { user, client, input } = await connected()
  expect(await Promise.all([client.revoke(input), client.revoke(input)])).toEqual([
    { success: true },
    { success: true },
  ])
  expect(await client.revoke(input)).toEqual({ success: true })
  await eventually(() => started.heardOf(user)).toEqual(['oauth.token.revoked'])
  expect(await settle(client.revoke({ ...input, provider: 'NOBODY' }))).toMatchObject({
    error: { code: 'noSuchProvider' },
  })
})

test('tells a provider that was away as soon as it is back', async () => {
  const { user, client, input, accessToken } = await connected()
  started.oidc.fail({ kind: 'status', status: 503 }, { times: 3, when: atRevocation })
  expect(await client.revoke(input)).toEqual({ success: true })
  await eventually(() => started.oidc.accepts(accessToken)).toBe(false)
  await eventually(() => waiting(user)).toBe(0)
})

test('tries again for days what its job has given up', async () => {
  const { user, client, input, accessToken } = await connected()
  started.oidc.fail({ kind: 'status', status: 503 }, { times: Number.POSITIVE_INFINITY, when: atRevocation })
  await client.revoke(input)
  const { pool } = started.app.database
  await eventually(async () => {
    await pool.query(
      `update banyan.jobs set attempts = max_attempts where name = 'revokeAtProvider' and status = 'pending'`,
    )
    await pool.query(
      `update banyan.jobs set run_at = '2026-01-01' where name = 'revokeAtProvider' and status = 'pending'`,
    )
    const { rows } = await pool.query(
      `select status from banyan.jobs where name = 'revokeAtProvider' and status = 'failed'`,
    )
    return rows.length
  }).toBe(1)
  expect(await waiting(user)).toBe(1)
  started.oidc.heal()
  started.forget()
  await pool.query(`update oauth.revocations set tried_at = tried_at - interval '2 hours'`)
  await sweep(started)
  await eventually(() => waiting(user)).toBe(0)
  expect(await started.oidc.accepts(accessToken)).toBe(false)
})

test('does not insist where the provider says that it will not', async () => {
  const { user, client, input } = await connected()
  started.oidc.fail({ kind: 'status', status: 400, error: 'unsupported_token_type' }, { when: atRevocation })
  await client.revoke(input)
  await eventually(() => waiting(user)).toBe(0)
})

test('while a renewal is under way revokes what that brings, too', async () => {
  const before = new Set(started.oidc.issued)
  const { user, client, input } = await connected()
  await started.expire(user)
  const gate = Promise.withResolvers<void>()
  const { refreshed } = started.oidc.counts
  started.oidc.fail({ kind: 'held', until: gate.promise })
  // The old refresh token is unknown there by the time it is revoked.
  started.oidc.fail({ kind: 'status', status: 200 }, { when: atRevocation })
  const pending = settle(client.token(input))
  await eventually(() => started.oidc.counts.refreshed).toBe(refreshed + 1)
  await client.revoke(input)
  await eventually(() => waiting(user)).toBe(0)
  const issued = [...started.oidc.issued].filter((token) => !before.has(token))
  gate.resolve()
  expect(await pending).toMatchObject({ error: { code: 'notConnected' } })
  await eventually(() => waiting(user)).toBe(0)
  await eventually(async () =>
    (await Promise.all(issued.map((each) => started.oidc.accepts(each)))).some(Boolean),
  ).toBe(false)
})
