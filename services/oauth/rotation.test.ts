import { settle } from 'banyan/contract'
import { testDatabase } from 'banyan/testing/database'
import { expect, test } from 'vitest'
import { GOOGLE, type StartedOauth, startOauth, sweep } from './testing/start-oauth.ts'

const input = (userId: string) => ({ userId, provider: GOOGLE })
const keysOf = async ({ app }: StartedOauth) =>
  new Set((await app.database.pool.query('select key_id from oauth.tokens')).rows.map(({ key_id }) => key_id))

test('puts every record under a new key, while tokens are read and renewed', async () => {
  await using started = await startOauth()
  const users = Array.from({ length: 12 }, (_, at) => `user-${at}`)
  for (const user of users) await started.connect(user)
  const before = await keysOf(started)
  expect(before.size).toBe(1)
  const tokens = await Promise.all(users.map(async (user) => (await started.as(user)).token(input(user))))

  const admin = await started.admin()
  let rotating = true
  const rotation = admin.rotateKeys({}, { wait: 30_000 }).finally(() => {
    rotating = false
  })
  const [reader, renewer] = ['user-0', 'user-1']
  const [reading, renewing] = [await started.as(reader), await started.as(renewer)]
  while (rotating) {
    expect(await reading.token(input(reader))).toEqual(tokens[0])
    await renewing.refresh({ provider: GOOGLE })
  }
  const done = await rotation
  const { keyId, unreadable } = done.status === 'done' ? done.result : { keyId: '', unreadable: -1 }
  expect(unreadable).toBe(0)

  const after = await keysOf(started)
  expect([...after]).toEqual([keyId])
  expect(before.has(keyId)).toBe(false)
  for (const [at, user] of users.entries()) {
    const token = await (await started.as(user)).token(input(user))
    if (user !== renewer) expect(token).toEqual(tokens[at])
    expect(await started.oidc.accepts(token.accessToken)).toBe(true)
  }
  expect(started.oidc.counts.reused).toBe(0)
})

test('is for admins', async () => {
  await using started = await startOauth()
  const ann = await started.as('ann')
  expect(await settle(ann.rotateKeys({}))).toMatchObject({ error: { code: 'forbidden' } })
})

test('leaves alone what no key opens, and says how much that is', async () => {
  await using started = await startOauth()
  const ann = await started.connect('ann')
  await started.connect('ben')
  await started.app.database.pool.query(`update oauth.tokens set sealed = sealed || 'x' where user_id = 'ann'`)
  const admin = await started.admin()
  expect(await admin.rotateKeys({}, { wait: 30_000 })).toMatchObject({ result: { rewrapped: 1, unreadable: 1 } })
  expect(await settle(ann.token(input('ann')))).toMatchObject({
    error: {
      code: 'reconnectNeeded',
      detail: 'The access to Google Business cannot be read any more. Connect it again.',
    },
  })
  await started.connect('ann')
  expect(await settle(ann.token(input('ann')))).toMatchObject({ ok: true })
})

test('records under a former key are put under the new one by the sweep, too', async () => {
  await using started = await startOauth()
  const ann = await started.connect('ann')
  const before = await ann.token(input('ann'))
  const { rows } = await started.app.database.pool.query('select * from oauth.tokens')
  const admin = await started.admin()
  await admin.rotateKeys({}, { wait: 30_000 })
  // As if a process that had not heard of the new key had sealed it now.
  const [{ key_id, wrapped_key, sealed }] = rows
  await started.app.database.pool.query('update oauth.tokens set key_id = $1, wrapped_key = $2, sealed = $3', [
    key_id,
    wrapped_key,
    sealed,
  ])
  await sweep(started)
  expect([...(await keysOf(started))]).not.toContain(key_id)
  expect(await ann.token(input('ann'))).toEqual(before)
})

test('without its key a connection needs its owner, and is as it was when the key is back', async () => {
  await using database = await testDatabase()
  const first = await startOauth({ database })
  await first.connect('ann')
  const { oidc } = first
  await first.app.close()
  const other = await startOauth({
    oidc,
    database,
    env: { OAUTH_SECRET: 'a secret of somebody else, and long enough' },
  })
  const ann = await other.as('ann')
  expect((await ann.connections({}))[0]).toMatchObject({
    state: 'needs_reauth',
    reason: 'unreadable',
    prompt: 'The access to Google Business cannot be read any more. Connect it again.',
  })
  expect(await settle(ann.token(input('ann')))).toMatchObject({ error: { code: 'reconnectNeeded' } })
  await other.app.close()
  await using again = await startOauth({ oidc, database })
  expect(await settle((await again.as('ann')).token(input('ann')))).toMatchObject({ ok: true })
  await oidc.close()
})
