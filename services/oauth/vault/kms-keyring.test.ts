import { settle } from 'banyan/contract'
import { testDatabase } from 'banyan/testing/database'
import { type FakeKms, type Fault, startFakeKms } from 'banyan/testing/kms/server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { GOOGLE, type StartedOauth, startOauth } from '../testing/start-oauth.ts'

let kms: FakeKms
let arn: string
let started: StartedOauth
const settings = (key: string) => ({
  ENCRYPTION_KEY_ARN: key,
  AWS_ENDPOINT_URL_KMS: kms.url,
  AWS_ACCESS_KEY_ID: kms.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: kms.credentials.secretAccessKey,
})
beforeAll(async () => {
  kms = await startFakeKms()
  arn = kms.createKey()
  started = await startOauth({ env: settings(arn) })
})
afterAll(async () => {
  await started[Symbol.asyncDispose]()
  await kms.close()
})
beforeEach(() => {
  kms.heal()
  kms.enable(arn, true)
  started.oidc.heal()
  started.forget()
})

let users = 0
async function connected() {
  const user = `user-${users++}`
  const client = await started.connect(user)
  const input = { userId: user, provider: GOOGLE }
  const code = async () => {
    const settled = await settle(client.token(input))
    return settled.ok ? undefined : settled.error.code
  }
  return { user, client, code, token: () => client.token(input) }
}
const rowOf = async (user: string) =>
  (await started.app.database.pool.query('select * from oauth.tokens where user_id = $1', [user])).rows[0]
const decrypts = () => kms.requests.filter(({ action }) => action === 'Decrypt').length

describe('with a key of AWS KMS', () => {
  test('a record has a data key that only KMS unwraps, for this user, provider and version', async () => {
    const { user, token } = await connected()
    const { accessToken, version } = await token()
    expect(await started.oidc.accepts(accessToken)).toBe(true)
    expect(await rowOf(user)).toMatchObject({ key_id: arn })
    const context = { user, provider: GOOGLE, version: String(version) }
    expect(kms.requests).toContainEqual({ action: 'GenerateDataKey', context })
    expect(kms.requests).toContainEqual({ action: 'Decrypt', context })
  })

  test('what was moved from one user to another does not open', async () => {
    const [one, other] = [await connected(), await connected()]
    const { wrapped_key, sealed, version } = await rowOf(one.user)
    await started.app.database.pool.query(
      'update oauth.tokens set wrapped_key = $2, sealed = $3, version = $4 where user_id = $1',
      [other.user, wrapped_key, sealed, version],
    )
    await started.app.database.pool.query('update oauth.connections set version = $2 where user_id = $1', [
      other.user,
      version,
    ])
    expect(await other.code()).toBe('reconnectNeeded')
    expect(await one.code()).toBeUndefined()
  })

  test('is asked once in a while, not for each token', async () => {
    const { token } = await connected()
    await token()
    const before = decrypts()
    for (let times = 0; times < 5; times++) await token()
    expect(decrypts()).toBe(before)
  })

  test.each<Fault>([
    { kind: 'exception', status: 400, type: 'ThrottlingException' },
    { kind: 'exception', status: 500, type: 'KMSInternalException' },
    { kind: 'exception', status: 503, type: 'DependencyTimeoutException' },
    { kind: 'reset' },
    { kind: 'garbled' },
  ])('$kind $type is tried again', async (fault) => {
    const { token } = await connected()
    kms.fail(fault, 2)
    expect(await token()).toMatchObject({ isValid: true })
  })

  test('nothing is used up at the provider when the key is not to be had', async () => {
    const { user, token, code } = await connected()
    await started.expire(user)
    kms.enable(arn, false)
    const { refreshed } = started.oidc.counts
    expect(await code()).toBe('keysUnavailable')
    const back = await started.goThere(user)
    expect(await settle((await started.as(user)).exchange(back))).toMatchObject({
      error: { code: 'keysUnavailable', status: 503 },
    })
    expect(started.oidc.counts.refreshed).toBe(refreshed)
    kms.enable(arn, true)
    started.forget()
    expect(await token()).toMatchObject({ isValid: true })
  })

  test('a token that was read within the hour is there while KMS is not', async () => {
    const { token } = await connected()
    const first = await token()
    kms.fail({ kind: 'exception', status: 500, type: 'KMSInternalException' }, Number.POSITIVE_INFINITY)
    expect(await token()).toEqual(first)
  })

  test('wrong credentials are told in the log, not to the user', async () => {
    const lines: string[] = []
    await using wrong = await startOauth({
      oidc: started.oidc,
      env: { ...settings(arn), AWS_SECRET_ACCESS_KEY: 'another' },
      write: (line) => lines.push(line),
    })
    const back = await wrong.goThere('ann')
    const answer = await settle((await wrong.as('ann')).exchange(back))
    expect(answer).toMatchObject({ error: { code: 'keysUnavailable' } })
    expect(JSON.stringify(answer)).not.toContain('Signature')
    expect(lines.join('')).toContain('InvalidSignatureException')
  })
})

test('records of the local keyring are read, and put under the key of AWS KMS by a rotation', async () => {
  await using database = await testDatabase()
  const input = { userId: 'ann', provider: GOOGLE }
  const local = await startOauth({ oidc: started.oidc, database })
  const before = await (await local.connect('ann')).token(input)
  await local[Symbol.asyncDispose]()

  await using moved = await startOauth({ oidc: started.oidc, database, env: settings(arn) })
  const ann = await moved.as('ann')
  expect(await ann.token(input)).toEqual(before)
  expect(await (await moved.admin()).rotateKeys({}, { wait: 30_000 })).toMatchObject({
    status: 'done',
    result: { keyId: arn, rewrapped: 1, unreadable: 0 },
  })
  const { rows } = await database.pool.query('select key_id from oauth.tokens')
  expect(rows).toEqual([{ key_id: arn }])
  expect(await ann.token(input)).toEqual(before)
})
