import { settle } from 'banyan/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from './testing/eventually.ts'
import { GOOGLE, type StartedOauth, startOauth } from './testing/start-oauth.ts'

let started: StartedOauth
beforeAll(async () => {
  started = await startOauth()
})
afterAll(() => started[Symbol.asyncDispose]())
beforeEach(() => {
  started.oidc.heal()
  started.oidc.behaviour.rotate = true
  started.forget()
})

/** A user of this test's alone. */
let users = 0
const somebody = () => `user-${users++}`
const refreshes = () => started.oidc.requests.filter(({ grantType }) => grantType === 'refresh_token').length

async function connected(email?: string) {
  const user = somebody()
  const client = await started.connect(user, email === undefined ? {} : { email })
  const input = { userId: user, provider: GOOGLE }
  return {
    user,
    client,
    input,
    token: () => client.token(input),
    failure: async () => {
      const settled = await settle(client.token(input))
      return settled.ok ? undefined : settled.error
    },
    state: async () => (await client.connections({})).find(({ provider }) => provider === GOOGLE),
    secrets: async () =>
      (await started.app.database.pool.query('select 1 from oauth.tokens where user_id = $1', [user])).rows.length,
  }
}

describe('a token', () => {
  test('that has not ended is given as it is', async () => {
    const { token } = await connected()
    const before = refreshes()
    const first = await token()
    expect(first).toEqual({
      accessToken: expect.any(String),
      expiresAt: expect.any(String),
      isValid: true,
      version: expect.any(Number),
    })
    expect(await token()).toEqual(first)
    expect(refreshes()).toBe(before)
  })

  test('that has ended is renewed, which is announced', async () => {
    const { user, token } = await connected()
    const old = await token()
    await started.expire(user)
    const renewed = await token()
    expect(renewed.accessToken).not.toBe(old.accessToken)
    expect(renewed.version).toBeGreaterThan(old.version)
    expect(await started.oidc.accepts(renewed.accessToken)).toBe(true)
    await eventually(() => started.heardOf(user)).toEqual(['oauth.token.refreshed'])
    expect(started.heard.at(-1)?.data).toEqual({
      timestamp: expect.any(String),
      userId: user,
      provider: GOOGLE,
      expiresAt: renewed.expiresAt,
    })
    // And again, with the refresh token that came with it.
    await started.expire(user)
    expect((await token()).accessToken).not.toBe(renewed.accessToken)
  })

  test('is renewed a little before it ends', async () => {
    const { user, token } = await connected()
    const { accessToken } = await token()
    await started.expire(user, 30_000)
    expect((await token()).accessToken).not.toBe(accessToken)
  })

  test("is nobody else's", async () => {
    const { input } = await connected()
    const other = await started.as(somebody())
    expect(await settle(other.token(input))).toMatchObject({ error: { code: 'forbidden', status: 403 } })
    expect(await settle(other.revoke(input))).toMatchObject({ error: { code: 'forbidden', status: 403 } })
    const nobody = await fetch(`${started.app.baseUrl}/oauth/tokens/${input.userId}/${GOOGLE}`)
    expect(nobody.status).toBe(401)
  })

  test('where nothing is connected is none', async () => {
    const user = somebody()
    const client = await started.as(user)
    expect(await settle(client.token({ userId: user, provider: GOOGLE }))).toMatchObject({
      error: { code: 'notConnected', status: 404, detail: 'Connect Google Business to use it here.' },
    })
  })

  test('travels in no cache', async () => {
    const { user, input } = await connected()
    const response = await fetch(`${started.app.baseUrl}/oauth/tokens/${input.userId}/${GOOGLE}`, {
      headers: { authorization: `Bearer ${await started.app.token(user)}` },
    })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('that the provider gave without an end is used until it is refused', async () => {
    const { user, token, client } = await connected()
    const { version } = await token()
    await started.app.database.pool.query(
      'update oauth.connections set expires_at = null, refresh_at = null where user_id = $1',
      [user],
    )
    expect(await token()).toMatchObject({ expiresAt: null, isValid: true, version })
    expect((await client.refresh({ provider: GOOGLE, version })).version).toBeGreaterThan(version)
  })

  test('without a refresh token is used to its end', async () => {
    const { user, token, failure, state, client } = await connected()
    const { version } = await token()
    await started.app.database.pool.query('update oauth.connections set refreshable = false where user_id = $1', [user])
    expect(await state()).toMatchObject({ state: 'connected' })
    await started.expire(user, 10_000)
    expect(await token()).toMatchObject({ version, isValid: true, cached: true })
    expect(await settle(client.refresh({ provider: GOOGLE }))).toMatchObject({ error: { code: 'reconnectNeeded' } })
    await started.expire(user)
    expect(await failure()).toMatchObject({ code: 'reconnectNeeded', status: 409 })
    expect(await state()).toMatchObject({
      state: 'expired',
      prompt: 'The access to Google Business has ended. Connect it again.',
    })
  })
})

describe('refresh', () => {
  test('renews a token that has not ended', async () => {
    const { client, token } = await connected()
    const before = await token()
    const renewed = await client.refresh({ provider: GOOGLE })
    expect(renewed.version).toBeGreaterThan(before.version)
    expect(await token()).toEqual(renewed)
  })

  test('of a version that was renewed already gives the new one', async () => {
    const { client, token } = await connected()
    const { version } = await token()
    const before = refreshes()
    const first = await client.refresh({ provider: GOOGLE, version })
    expect(await client.refresh({ provider: GOOGLE, version })).toEqual(first)
    expect(refreshes()).toBe(before + 1)
  })

  test('is not put on record: the answer holds a token', async () => {
    const { client, token } = await connected()
    const options = { idempotencyKey: 'once' }
    const first = await client.refresh({ provider: GOOGLE }, options)
    const second = await client.refresh({ provider: GOOGLE }, options)
    expect(second.accessToken).not.toBe(first.accessToken)
    const { rows } = await started.app.database.pool.query('select * from banyan.keys')
    expect(JSON.stringify(rows)).not.toContain((await token()).accessToken)
  })
})

describe('when the provider does not answer', () => {
  const down = () => started.oidc.fail({ kind: 'status', status: 503 }, { times: Number.POSITIVE_INFINITY })

  test('a token that has not ended is given, and says so', async () => {
    const { user, token } = await connected()
    const { accessToken } = await token()
    await started.expire(user, 30_000)
    down()
    expect(await token()).toMatchObject({ accessToken, isValid: true, cached: true })
    started.oidc.heal()
    started.forget()
    expect(await token()).not.toMatchObject({ accessToken })
  })

  test('one that has ended is not, and the next try is', async () => {
    const { user, token, failure, state } = await connected()
    await started.expire(user)
    down()
    expect(await failure()).toMatchObject({
      code: 'providerUnavailable',
      status: 503,
      retry: true,
      detail: expect.stringContaining('Google Business'),
    })
    expect(await state()).toMatchObject({ state: 'connected' })
    started.oidc.heal()
    started.forget()
    await token()
  })

  test('one that hangs is not waited for while the token is good', async () => {
    await using hasty = await startOauth({ oidc: started.oidc, env: { OAUTH_TIMEOUT: '1s' } })
    const client = await hasty.connect('ann')
    const input = { userId: 'ann', provider: GOOGLE }
    const { accessToken } = await client.token(input)
    await hasty.expire('ann', 30_000)
    started.oidc.fail({ kind: 'hang' })
    expect(await client.token(input)).toMatchObject({ accessToken, cached: true })
  })

  test('it is left alone after five failures, and asked again later', async () => {
    const { user, token, failure } = await connected()
    await started.expire(user)
    down()
    await failure()
    await failure()
    const before = refreshes()
    expect(await failure()).toMatchObject({
      code: 'providerUnavailable',
      detail: 'Google Business kept failing and is given time to recover.',
    })
    expect(refreshes()).toBe(before)
    const { health } = started.app.place.runtime
    expect(await health.get('oauth.providers')?.()).toEqual({
      healthy: false,
      detail: 'GOOGLE_BUSINESS: breaker open',
    })
    started.oidc.heal()
    started.forget()
    await token()
    expect(await health.get('oauth.providers')?.()).toMatchObject({
      healthy: false,
      detail: 'GOOGLE_BUSINESS: breaker halfOpen',
    })
  })

  test('one that no longer knows this server is our mistake, and the connection stays', async () => {
    const { user, token, failure } = await connected()
    await started.expire(user)
    started.oidc.fail({ kind: 'status', status: 401, error: 'invalid_client' })
    expect(await failure()).toMatchObject({ code: 'providerFailed', status: 502, retry: false })
    await token()
  })
})

describe('what the provider has taken back', () => {
  test('is deleted here, announced, and its owner told', async () => {
    const { user, client, failure, state, secrets } = await connected('ben@example.org')
    await started.expire(user)
    started.oidc.takeBack('ben@example.org')
    const told = { code: 'reconnectNeeded', status: 409, retry: false }
    expect(await failure()).toMatchObject({
      ...told,
      detail: 'Google Business has taken the access back. Connect it again.',
    })
    expect(await failure()).toMatchObject(told)
    expect(await secrets()).toBe(0)
    expect(await state()).toMatchObject({ state: 'needs_reauth', reason: 'revoked_by_provider', expiresAt: null })
    await eventually(() => started.heardOf(user)).toEqual(['oauth.token.revoked', 'oauth.reauth.needed'])
    expect(started.heard.at(-2)?.data.reason).toBe('revoked_by_provider')

    await client.exchange(await started.goThere(user, { email: 'ben@example.org' }))
    expect(await state()).toMatchObject({ state: 'connected', reason: null, prompt: null })
    expect(await failure()).toBeUndefined()
  })

  test('is found out by who was refused with a token that has not ended', async () => {
    const { client, token } = await connected('ben@example.org')
    const { accessToken, version } = await token()
    started.oidc.takeBack('ben@example.org')
    expect(await started.oidc.accepts(accessToken)).toBe(false)
    expect(await settle(client.refresh({ provider: GOOGLE, version }))).toMatchObject({
      error: { code: 'reconnectNeeded' },
    })
  })
})
