import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { command, failure, query, unauthenticated } from '../contract/index.ts'
import { fakePlan } from '../hosts/node/testing/fake-plan.ts'
import { ann, bearer, start } from './testing/start.ts'

const input = z.object({})
const who = (auth: 'public' | 'user') => query({ http: `GET /${auth}`, auth, input, output: z.unknown() })
const plans = (['public', 'user'] as const).map((auth) => fakePlan(auth, who(auth), (_, { caller }) => caller))
const cookie = (token: string) => ({ cookie: `theme=dark; banyan_access=${token}; x=1` })

describe('identity', () => {
  it('comes from a bearer token, or else from the cookie', async () => {
    const { call } = await start({ plans })
    for (const headers of [bearer, { authorization: 'bearer  ann' }, cookie('ann'), { ...bearer, ...cookie('old') }])
      expect((await call('/user', { headers })).json()).toEqual({ user: ann, service: null })
    expect((await call('/public')).json()).toEqual({ user: null, service: null })
    expect((await call('/public', { headers: bearer })).json()).toEqual({ user: ann, service: null })
  })

  it('is asked for before the body is read', async () => {
    const make = command({ http: 'POST /make', auth: 'user', input, output: z.unknown() })
    const { call } = await start({ plans: [fakePlan('make', make, () => null)] })
    const { status, headers, json } = await call('/make', {
      body: 'not json',
      headers: { 'content-type': 'text/plain' },
    })
    expect({ status, challenge: headers['www-authenticate'] }).toEqual({ status: 401, challenge: 'Bearer' })
    expect(json()).toMatchObject({ code: 'unauthenticated', title: 'Sign in first' })
  })

  it.each([
    ['a token that has expired', 'Bearer old'],
    ['another scheme', 'Basic YW5uOmFubg=='],
    ['no token', 'Bearer'],
    ['what cannot be a token', 'Bearer a b'],
  ])('fails always with an Authorization header of %s', async (_, authorization) => {
    const { call } = await start({ plans })
    for (const path of ['/public', '/user']) {
      const { status, headers } = await call(path, { headers: { authorization, ...cookie('ann') } })
      expect(status).toBe(401)
      expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"')
    }
  })

  it('is nobody with an expired cookie on a public operation, and fails on any other', async () => {
    const { call } = await start({ plans })
    expect((await call('/public', { headers: cookie('old') })).json()).toEqual({ user: null, service: null })
    expect((await call('/user', { headers: cookie('old') })).status).toBe(401)
    expect((await call('/user', { headers: cookie('') })).status).toBe(401)
  })

  it('is not guessed when tokens cannot be verified', async () => {
    const { call } = await start({
      plans,
      identify: () => {
        throw failure('unavailable', 'No keys.')
      },
    })
    for (const headers of [bearer, cookie('ann')]) expect((await call('/public', { headers })).status).toBe(503)
  })

  it('says so when it was verified without news from the identity service', async () => {
    const { call } = await start({ plans, identityDegraded: () => true })
    expect((await call('/user', { headers: bearer })).headers['x-auth-status']).toBe('degraded')
    expect((await call('/public')).headers['x-auth-status']).toBeUndefined()
    expect((await call('/user', { headers: { authorization: 'Bearer old' } })).status).toBe(401)
    const { call: healthy } = await start({ plans, identityDegraded: () => false })
    expect((await healthy('/user', { headers: bearer })).headers['x-auth-status']).toBeUndefined()
  })

  it('cannot be set from outside by the headers of services', async () => {
    const { call } = await start({
      plans: [
        fakePlan('public', who('public'), (_, { caller, ip, deadline }) => ({ caller, ip, left: deadline.remaining })),
      ],
    })
    const { json } = await call('/public', {
      headers: {
        'x-service-token': 'x',
        'x-user-id': 'ann',
        'x-client-ip': '192.0.2.9',
        'x-forwarded-for': '192.0.2.9',
        'x-deadline-ms': '1',
      },
    })
    expect(json()).toMatchObject({ caller: { user: null, service: null }, ip: '127.0.0.1' })
    expect(json().left).toBeGreaterThan(1000)
  })

  it('has a challenge also where an operation itself says 401', async () => {
    const login = command({
      http: 'POST /login',
      auth: 'public',
      input,
      output: z.unknown(),
      errors: { wrong: unauthenticated() },
    })
    const { call } = await start({
      plans: [
        fakePlan('login', login, () => {
          throw failure('unauthenticated')
        }),
      ],
    })
    expect((await call('/login', { body: {} })).headers['www-authenticate']).toBe('Bearer')
  })
})

describe('an operation that ends sessions', () => {
  const logout = command({
    http: 'POST /logout',
    auth: 'user',
    input,
    output: z.void(),
    status: 204,
    endsSessions: true,
  })

  it('answers when the gateway knows that they ended', async () => {
    const steps: string[] = []
    const known = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const { call } = await start({
      plans: [fakePlan('logout', logout, () => void steps.push('ended'))],
      sessionsEnded: async () => {
        steps.push('asked')
        asked.resolve()
        await known.promise
      },
    })
    const answered = call('/logout', { method: 'POST', headers: bearer }).then(({ status }) =>
      steps.push(String(status)),
    )
    await asked.promise
    expect(steps).toEqual(['ended', 'asked'])
    known.resolve()
    await answered
    expect(steps).toEqual(['ended', 'asked', '204'])
  })

  it('has done its work also when the news cannot be had at once', async () => {
    const { call, log } = await start({
      plans: [fakePlan('logout', logout, () => undefined)],
      sessionsEnded: () => Promise.reject(new Error('auth is away')),
    })
    expect((await call('/logout', { method: 'POST', headers: bearer })).status).toBe(204)
    expect(log.entries).toMatchObject([{ level: 'warn' }])
  })
})
