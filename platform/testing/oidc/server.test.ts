import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from './fault.ts'
import { answer } from './person.ts'
import { type OidcProvider, startOidcProvider } from './server.ts'

let oidc: OidcProvider
beforeAll(async () => {
  oidc = await startOidcProvider()
})
afterAll(() => oidc.close())
beforeEach(() => oidc.heal())

const back = 'http://127.0.0.1:9/callback'
const verifier = 'v'.repeat(43)
const ann = { email: 'ann@example.org', password: 'password', allows: true }

async function addressOf(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(verifier))
  const url = new URL('/auth', oidc.issuer)
  url.search = new URLSearchParams({
    client_id: oidc.client.id,
    response_type: 'code',
    redirect_uri: back,
    scope: 'openid email offline_access',
    prompt: 'consent',
    state: 'there and back',
    code_challenge: Buffer.from(digest).toString('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  return url.href
}

const ask = (form: Record<string, string>, path = '/token') =>
  fetch(oidc.issuer + path, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${oidc.client.id}:${oidc.client.secret}`)}` },
    body: new URLSearchParams(form),
  })

async function granted(): Promise<Tokens> {
  const url = await answer(await addressOf(), ann)
  expect(url.searchParams.get('state')).toBe('there and back')
  const code = url.searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', code, redirect_uri: back, code_verifier: verifier }
  return (await ask(form)).json() as Promise<Tokens>
}
interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}
const refresh = (refresh_token: string) => ask({ grant_type: 'refresh_token', refresh_token })

describe('the provider', () => {
  test('grants what a person allows', async () => {
    const { access_token } = await granted()
    expect(await oidc.accepts(access_token)).toBe(true)
    expect(await oidc.accepts('another')).toBe(false)
  })

  test('sends back without a code who declines', async () => {
    const url = await answer(await addressOf(), { ...ann, allows: false })
    expect(url.searchParams.get('error')).toBe('access_denied')
  })

  test('keeps who has the wrong password', async () => {
    await expect(answer(await addressOf(), { ...ann, password: 'wrong' })).rejects.toThrow('stays at /interaction/')
  })

  test('gives another refresh token each time, and ends all where an old one comes back', async () => {
    const first = await granted()
    const second = (await (await refresh(first.refresh_token)).json()) as Tokens
    expect(second.refresh_token).not.toBe(first.refresh_token)
    const { reused } = oidc.counts
    const reuse = await refresh(first.refresh_token)
    expect([reuse.status, await reuse.json()]).toMatchObject([400, { error: 'invalid_grant' }])
    expect(oidc.counts.reused).toBe(reused + 1)
    expect((await refresh(second.refresh_token)).status).toBe(400)
    expect(await oidc.accepts(second.access_token)).toBe(false)
  })

  test('keeps the refresh token where it is told to', async () => {
    oidc.behaviour.rotate = false
    const first = await granted()
    const second = (await (await refresh(first.refresh_token)).json()) as Tokens
    expect(second.refresh_token).toBe(first.refresh_token)
    oidc.behaviour.rotate = true
  })

  test('revokes a token, and takes back all that an account has granted', async () => {
    const mine = await granted()
    expect((await ask({ token: mine.refresh_token }, '/token/revocation')).status).toBe(200)
    expect(await oidc.accepts(mine.access_token)).toBe(false)
    const other = await granted()
    oidc.takeBack(ann.email)
    expect((await refresh(other.refresh_token)).status).toBe(400)
  })
})

describe('faults', () => {
  const requests = () => oidc.requests.filter(({ grantType }) => grantType === 'refresh_token').length

  test.each<[Fault, number]>([
    [{ kind: 'status', status: 503, retryAfter: 3 }, 503],
    [{ kind: 'status', status: 400, error: 'invalid_client' }, 400],
  ])('%o does nothing', async (fault, status) => {
    const { refresh_token } = await granted()
    oidc.fail(fault)
    expect((await refresh(refresh_token)).status).toBe(status)
    expect((await refresh(refresh_token)).status).toBe(200)
  })

  test('reset does nothing', async () => {
    const { refresh_token } = await granted()
    oidc.fail({ kind: 'reset' })
    await expect(refresh(refresh_token)).rejects.toThrow()
    expect((await refresh(refresh_token)).status).toBe(200)
  })

  test.each(['hang', 'silent'] as const)('%s never answers', async (kind) => {
    const { refresh_token } = await granted()
    const before = requests()
    oidc.fail({ kind })
    const pending = refresh(refresh_token).catch(() => undefined)
    await expect.poll(requests).toBe(before + 1)
    expect((await refresh(refresh_token)).status).toBe(kind === 'hang' ? 200 : 400)
    expect(await Promise.race([pending, 'still waiting'])).toBe('still waiting')
  })

  test.each(['lost', 'cut', 'garbled'] as const)('%s is done, though nobody can read it', async (kind) => {
    const { refresh_token } = await granted()
    oidc.fail({ kind })
    await expect(refresh(refresh_token).then((response) => response.json())).rejects.toThrow()
    expect((await refresh(refresh_token)).status).toBe(400)
  })

  test('held is answered when it may', async () => {
    const { refresh_token } = await granted()
    const gate = Promise.withResolvers<void>()
    oidc.fail({ kind: 'held', until: gate.promise })
    const { refreshed } = oidc.counts
    const pending = refresh(refresh_token)
    await expect.poll(() => oidc.counts.refreshed).toBe(refreshed + 1)
    gate.resolve()
    expect((await pending).status).toBe(200)
  })
})
