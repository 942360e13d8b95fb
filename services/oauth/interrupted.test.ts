import { settle } from 'banyan/contract'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { eventually } from './testing/eventually.ts'
import { startNeighbours } from './testing/processes.ts'
import { GOOGLE, type StartedOauth, startOauth, sweep } from './testing/start-oauth.ts'

let started: StartedOauth
afterEach(() => started[Symbol.asyncDispose]())

const input = { userId: 'ann', provider: GOOGLE }
const begin = async (timeout = '8s') => {
  started = await startOauth({ env: { OAUTH_TIMEOUT: timeout } })
  return { ...started, ann: await started.connect('ann') }
}
const prompt = 'The access to Google Business could not be renewed. Connect it again.'

describe('a renewal whose answer is lost', () => {
  test.each(['lost', 'cut', 'garbled', 'silent'] as const)(
    '(%s) needs the owner, and is not tried again',
    async (kind) => {
      const { ann, oidc } = await begin(kind === 'silent' ? '1s' : '8s')
      await started.expire('ann')
      oidc.fail({ kind })
      expect(await settle(ann.token(input))).toMatchObject({ error: { code: 'reconnectNeeded', detail: prompt } })
      expect(await settle(ann.token(input))).toMatchObject({ error: { code: 'reconnectNeeded' } })
      expect(oidc.counts).toMatchObject({ refreshed: 1, reused: 0 })
      expect((await ann.connections({}))[0]).toMatchObject({
        state: 'needs_reauth',
        reason: 'refresh_interrupted',
        prompt,
      })
      await eventually(() => started.heardOf('ann')).toEqual(['oauth.reauth.needed'])
      expect(started.heard.at(-1)?.data.reason).toBe('refresh_interrupted')

      await started.connect('ann')
      expect(await settle(ann.token(input))).toMatchObject({ ok: true })
    },
  )

  test('leaves an access token that has not ended in use', async () => {
    const { ann, oidc } = await begin()
    const { accessToken } = await ann.token(input)
    await started.expire('ann', 30_000)
    oidc.fail({ kind: 'lost' })
    expect(await ann.token(input)).toMatchObject({ accessToken, isValid: true })
    expect((await ann.connections({}))[0]).toMatchObject({ state: 'needs_reauth', prompt })
    expect(await settle(ann.refresh({ provider: GOOGLE }))).toMatchObject({ error: { code: 'reconnectNeeded' } })
  })

  test('is tried again where refresh tokens do not change', async () => {
    const { ann, oidc } = await begin()
    oidc.behaviour.rotate = false
    // The first one shows that they do not.
    await ann.refresh({ provider: GOOGLE })
    await started.expire('ann')
    oidc.fail({ kind: 'lost' })
    expect(await settle(ann.token(input))).toMatchObject({ error: { code: 'providerUnavailable', retry: true } })
    expect(await oidc.accepts((await ann.token(input)).accessToken)).toBe(true)
  })
})

describe('a process that dies in the middle', { timeout: 120_000 }, () => {
  test.each([
    ['while another waits', false],
    ['while nobody does', true],
  ])('leaves a connection that needs its owner, %s', async (_, alone) => {
    const { ann, oidc } = await begin()
    const [neighbour] = await startNeighbours(started, 'ann', 1)
    await started.expire('ann')
    oidc.fail({ kind: 'silent' })
    const pending = settle(neighbour?.client.token(input) ?? Promise.reject())
    await eventually(() => oidc.counts.refreshed).toBe(1)
    await neighbour?.kill()
    await pending

    // Its lease ends by itself in a few seconds; nobody has to wait for that here.
    const waiting = alone ? undefined : settle(ann.token(input))
    await started.app.database.pool.query(`update oauth.connections set lease_until = '2026-01-01'`)
    if (alone) await sweep(started)
    else expect(await waiting).toMatchObject({ error: { code: 'reconnectNeeded', detail: prompt } })
    expect((await ann.connections({}))[0]).toMatchObject({ state: 'needs_reauth', reason: 'refresh_interrupted' })
    await eventually(() => started.heardOf('ann')).toEqual(['oauth.reauth.needed'])
    // The used refresh token was not sent again: that would look like a theft.
    expect(oidc.counts).toEqual({ refreshed: 1, reused: 0, revoked: 0 })
  })

  test('is given time to be only slow: what it stores in the end is kept', async () => {
    const { ann, oidc } = await begin()
    const [neighbour] = await startNeighbours(started, 'ann', 1)
    onTestFinished(() => neighbour?.stop())
    await started.expire('ann')
    const gate = Promise.withResolvers<void>()
    oidc.fail({ kind: 'held', until: gate.promise })
    const pending = settle(neighbour?.client.token(input) ?? Promise.reject())
    await eventually(() => oidc.counts.refreshed).toBe(1)
    await started.app.database.pool.query(`update oauth.connections set lease_until = '2026-01-01'`)
    await sweep(started)
    expect((await ann.connections({}))[0]).toMatchObject({ state: 'needs_reauth' })
    gate.resolve()
    await pending
    await eventually(async () => (await ann.connections({}))[0]?.state).toBe('connected')
    expect(await oidc.accepts((await ann.token(input)).accessToken)).toBe(true)
    await eventually(() => started.heardOf('ann')).toEqual(['oauth.reauth.needed', 'oauth.token.refreshed'])
  })
})

test('a renewal that comes after the account was connected again changes nothing', async () => {
  const { ann, oidc } = await begin()
  await started.expire('ann')
  const gate = Promise.withResolvers<void>()
  oidc.fail({ kind: 'held', until: gate.promise }, { when: ({ grantType }) => grantType === 'refresh_token' })
  const late = settle(ann.token(input))
  await eventually(() => oidc.counts.refreshed).toBe(1)
  await started.connect('ann')
  const { version } = await ann.token(input)
  gate.resolve()
  expect(await late).toMatchObject({ ok: true, value: { version } })
  expect(await ann.token(input)).toMatchObject({ version })
})
