import { inspect } from 'node:util'
import { loadConfig } from 'banyan/config'
import { describe, expect, test } from 'vitest'
import { config } from './config.ts'

const load = (env: Record<string, string>) => loadConfig({ env, schemas: { oauth: config } }).services.oauth
const client = (name: string, env: Record<string, string>) =>
  load(env).OAUTH_PROVIDERS.find((provider) => provider.name === name)?.client

const google = { OAUTH_GOOGLE_BUSINESS_CLIENT_ID: 'id', OAUTH_GOOGLE_BUSINESS_CLIENT_SECRET: 'secret' }

describe('a provider', () => {
  test('of the product is known, and needs a client only', () => {
    expect(load({}).OAUTH_PROVIDERS.map(({ name, title, client }) => [name, title, client])).toEqual([
      ['GOOGLE_BUSINESS', 'Google Business', undefined],
      ['FACEBOOK', 'Facebook', undefined],
      ['ZILLOW', 'Zillow', undefined],
    ])
    expect(client('GOOGLE_BUSINESS', google)).toMatchObject({
      issuer: 'https://accounts.google.com',
      scopes: expect.stringContaining('https://www.googleapis.com/auth/business.manage'),
      parameters: { access_type: 'offline', prompt: 'consent' },
      rotates: false,
    })
    expect(client('FACEBOOK', { OAUTH_FACEBOOK_CLIENT_ID: 'id' })).toMatchObject({
      issuer: undefined,
      tokenUrl: 'https://graph.facebook.com/v23.0/oauth/access_token',
    })
  })

  test('in the place of one that is known is another one', () => {
    const other = { ...google, OAUTH_GOOGLE_BUSINESS_ISSUER: 'https://id.example.org' }
    expect(client('GOOGLE_BUSINESS', other)).toMatchObject({ issuer: 'https://id.example.org', rotates: undefined })
  })

  test('of any other name is what its settings say', () => {
    const env = {
      OAUTH_MY_CRM_CLIENT_ID: 'id',
      OAUTH_MY_CRM_AUTHORIZE_URL: 'https://crm.example.org/authorize',
      OAUTH_MY_CRM_TOKEN_URL: 'https://crm.example.org/token',
      OAUTH_MY_CRM_SCOPES: 'contacts,deals',
      OAUTH_MY_CRM_AUTH_METHOD: 'client_secret_post',
      OAUTH_MY_CRM_TITLE: 'My CRM',
    }
    expect(client('MY_CRM', env)).toMatchObject({ scopes: 'contacts deals', authMethod: 'client_secret_post' })
    expect(load(env).OAUTH_PROVIDERS.at(-1)?.title).toBe('My CRM')
  })

  test('never shows its secret', () => {
    expect(inspect(load(google), { depth: 9 })).not.toContain("'secret'")
    expect(client('GOOGLE_BUSINESS', google)?.secret?.reveal()).toBe('secret')
  })

  test.each([
    ['OAUTH_ZILLOW_CLIENT_ID', { OAUTH_ZILLOW_ISSUER: 'https://example.org' }, 'missing. Other settings'],
    ['OAUTH_ZILLOW_ISSUER', { OAUTH_ZILLOW_CLIENT_ID: 'id' }, 'missing. Say where'],
    [
      'OAUTH_ZILLOW_ISSUER',
      { OAUTH_ZILLOW_CLIENT_ID: 'id', OAUTH_ZILLOW_ISSUER: 'http://example.org' },
      'it must be https',
    ],
    [
      'OAUTH_ZILLOW_TOKEN_URL',
      { ...google, OAUTH_ZILLOW_CLIENT_ID: 'id', OAUTH_ZILLOW_TOKEN_URL: 'nowhere' },
      'Write an address',
    ],
    ['OAUTH_ZILLOW_AUTH_METHOD', { OAUTH_ZILLOW_CLIENT_ID: 'id', OAUTH_ZILLOW_AUTH_METHOD: 'guess' }, 'Write one of'],
    ['OAUTH_ZILLOW_CLIENTID', { OAUTH_ZILLOW_CLIENTID: 'id' }, 'there is no such setting'],
  ])('with a wrong %s stops the start', (name, env, why) => {
    expect(() => load(env as Record<string, string>)).toThrow(new RegExp(`${name}: .*${why}`))
  })
})

test.each([
  [{ ENCRYPTION_KEY_ARN: 'arn:aws:kms:eu-central-1:1:key/1' }, 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'],
  [{ ENCRYPTION_KEY_ARN: 'alias/mine', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }, 'AWS_REGION'],
])('%o is not enough for AWS KMS', (env, why) => {
  expect(() => load(env as Record<string, string>)).toThrow(why)
})
