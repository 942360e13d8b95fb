import { settle } from 'banyan/contract'
import { answer } from 'banyan/testing/oidc/person'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { GOOGLE, REDIRECT, type StartedOauth, startOauth } from './testing/start-oauth.ts'

let started: StartedOauth
beforeAll(async () => {
  started = await startOauth({ limits: { ip: false, user: false, web: false, operations: false } })
})
afterAll(() => started[Symbol.asyncDispose]())
beforeEach(() => {
  started.oidc.heal()
  started.forget()
})

/** A user of this test's alone. */
let users = 0
const somebody = () => `user-${users++}`
const code = async (answer: Promise<unknown>): Promise<string | undefined> => {
  const settled = await settle(answer)
  return settled.ok ? undefined : settled.error.code
}

describe('authorizing', () => {
  test('gives the address of the provider, with a state, PKCE and what is asked for', async () => {
    const ann = await started.as(somebody())
    const { url, state } = await ann.authorize({ provider: GOOGLE, redirectUri: REDIRECT })
    const { origin, pathname, searchParams } = new URL(url)
    expect(origin + pathname).toBe(`${started.oidc.issuer}/auth`)
    expect(Object.fromEntries(searchParams)).toEqual({
      access_type: 'offline',
      prompt: 'consent',
      response_type: 'code',
      client_id: started.oidc.client.id,
      redirect_uri: REDIRECT,
      scope: 'openid email https://www.googleapis.com/auth/business.manage',
      state,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(state).toMatch(/^[\w-]{43}$/)
  })

  test.each([
    'https://evil.example.org/integrations/callback',
    'http://127.0.0.1:3001/integrations/callback',
    'http://ann@127.0.0.1:3000/integrations/callback',
    'http://127.0.0.1:3000/integrations/callback#part',
  ])('does not send people back to %s', async (redirectUri) => {
    const ann = await started.as(somebody())
    expect(await code(ann.authorize({ provider: GOOGLE, redirectUri }))).toBe('redirectNotAllowed')
  })

  test('says that the provider does not answer', async () => {
    await using down = await startOauth({
      env: { OAUTH_ZILLOW_CLIENT_ID: 'a', OAUTH_ZILLOW_ISSUER: 'http://127.0.0.1:9' },
    })
    const ann = await down.as('ann')
    expect(await settle(ann.authorize({ provider: 'ZILLOW', redirectUri: REDIRECT }))).toMatchObject({
      error: { code: 'providerUnavailable', status: 503, detail: 'Zillow cannot be reached.' },
    })
  })
})

describe('exchanging', () => {
  test('connects the account, and says whose it is', async () => {
    const user = somebody()
    const ann = await started.as(user)
    const { success, expiresAt } = await ann.exchange(await started.goThere(user))
    expect(success).toBe(true)
    expect(await ann.connections({})).toContainEqual({
      provider: GOOGLE,
      name: 'Google Business',
      state: 'connected',
      configured: true,
      account: 'ann@example.org',
      scope: 'openid email https://www.googleapis.com/auth/business.manage',
      connectedAt: expect.any(String),
      expiresAt,
      reason: null,
      prompt: null,
    })
    const { accessToken } = await ann.token({ userId: user, provider: GOOGLE })
    expect(await started.oidc.accepts(accessToken)).toBe(true)
  })

  test('works without iss, which not everybody forwards', async () => {
    const user = somebody()
    const { iss: _, ...back } = await started.goThere(user)
    await (await started.as(user)).exchange(back)
  })

  test('of another provider by its iss is refused', async () => {
    const user = somebody()
    const back = await started.goThere(user)
    const ann = await started.as(user)
    expect(await code(ann.exchange({ ...back, iss: 'https://evil.example.org' }))).toBe('codeRefused')
  })

  test('works once', async () => {
    const user = somebody()
    const back = await started.goThere(user)
    const ann = await started.as(user)
    const both = await Promise.all([code(ann.exchange(back)), code(ann.exchange(back))])
    expect(both.sort()).toEqual(['stateRefused', undefined])
    expect(await code(ann.exchange(back))).toBe('stateRefused')
  })

  test('of what another user began is refused, and stays good for him', async () => {
    const [user, other] = [somebody(), somebody()]
    const back = await started.goThere(user)
    expect(await code((await started.as(other)).exchange(back))).toBe('stateRefused')
    expect(await code((await started.as(user)).exchange(back))).toBeUndefined()
  })

  test.each([
    ['a state that was never given', { state: 'x'.repeat(43) }, 'stateRefused'],
    ['another address than before', { redirectUri: 'http://127.0.0.1:3000/other' }, 'stateRefused'],
    ['a code that was never given', { code: 'x'.repeat(43) }, 'codeRefused'],
  ])('with %s is refused', async (_, wrong, refusal) => {
    const user = somebody()
    const back = await started.goThere(user)
    expect(await code((await started.as(user)).exchange({ ...back, ...wrong }))).toBe(refusal)
  })

  test('after ten minutes is refused', async () => {
    const user = somebody()
    const back = await started.goThere(user)
    await started.app.database.pool.query(
      `update oauth.pending set expires_at = expires_at - interval '10 minutes' where user_id = $1`,
      [user],
    )
    expect(await code((await started.as(user)).exchange(back))).toBe('stateRefused')
  })

  test('takes the user from the token, whatever the body says', async () => {
    const [user, other] = [somebody(), somebody()]
    const back = await started.goThere(user)
    const response = await fetch(`${started.app.baseUrl}/oauth/exchange`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await started.app.token(user)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...back, userId: other }),
    })
    expect(response.status).toBe(200)
    const stateOf = async (who: string) => (await (await started.as(who)).connections({}))[0]?.state
    expect([await stateOf(user), await stateOf(other)]).toEqual(['connected', 'not_connected'])
  })

  test('is tried again where nothing was done, and not where nobody knows', async () => {
    const [user, other] = [somebody(), somebody()]
    started.oidc.fail({ kind: 'status', status: 503 }, { times: 2 })
    expect(await code((await started.as(user)).exchange(await started.goThere(user)))).toBeUndefined()
    started.oidc.fail({ kind: 'lost' })
    expect(await code((await started.as(other)).exchange(await started.goThere(other)))).toBe('providerUnavailable')
  })

  test('with a client that the provider does not know is our mistake', async () => {
    await using wrong = await startOauth({ oidc: started.oidc, env: { OAUTH_GOOGLE_BUSINESS_CLIENT_SECRET: 'wrong' } })
    const back = await wrong.goThere('ann')
    expect(await settle((await wrong.as('ann')).exchange(back))).toMatchObject({
      error: { code: 'providerFailed', status: 502, retry: false },
    })
  })
})

test('who declines has connected nothing', async () => {
  const ann = await started.as(somebody())
  const { url } = await ann.authorize({ provider: GOOGLE, redirectUri: REDIRECT })
  const back = await answer(url, { email: 'ann@example.org', password: 'password', allows: false })
  expect(back.searchParams.get('error')).toBe('access_denied')
  expect(await ann.connections({})).toMatchObject([
    { state: 'not_connected', prompt: 'Connect Google Business to use it here.' },
    {},
    {},
  ])
})

test('any other provider is set up by settings alone', async () => {
  const { issuer, client } = started.oidc
  await using crm = await startOauth({
    oidc: started.oidc,
    env: {
      OAUTH_SOME_CRM_ISSUER: issuer,
      OAUTH_SOME_CRM_CLIENT_ID: client.id,
      OAUTH_SOME_CRM_CLIENT_SECRET: client.secret,
    },
  })
  const ann = await crm.connect('ann', { provider: 'SOME_CRM' })
  expect((await ann.connections({})).at(-1)).toMatchObject({
    provider: 'SOME_CRM',
    name: 'Some crm',
    state: 'connected',
  })
  await crm.expire('ann')
  const { accessToken } = await ann.token({ userId: 'ann', provider: 'SOME_CRM' })
  expect(await started.oidc.accepts(accessToken)).toBe(true)
})
