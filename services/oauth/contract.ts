import {
  command,
  conflict,
  contract,
  downstreamFailed,
  event,
  invalid,
  job,
  notFound,
  query,
  unavailable,
} from 'banyan/contract'
import * as z from 'zod'

/** Open on purpose: any OpenID provider can be set up beside `GOOGLE_BUSINESS`, `FACEBOOK` and `ZILLOW`. */
const provider = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,39}$/, 'Use the name of a provider, e.g. GOOGLE_BUSINESS')
  .meta({ examples: ['GOOGLE_BUSINESS'] })
/** In a path. It has to be the caller's own. */
const userId = z.string().max(100)
const redirectUri = z.url({ protocol: /^https?$/ }).max(2_000)
const time = z.iso.datetime()

/**
 * What a person can do about it: nothing (`connected`), connect (`not_connected`), connect again (`expired`: the access
 * ended and cannot be renewed; `needs_reauth`: the provider took it back, or a renewal was lost). `not_configured`: this
 * server does not know the provider's client.
 */
export const ConnectionState = z.enum(['not_configured', 'not_connected', 'connected', 'expired', 'needs_reauth'])
export type ConnectionState = z.infer<typeof ConnectionState>

/** Why a connection needs its owner: see the README for what leads to each. */
export const ReauthReason = z.enum(['revoked_by_provider', 'refresh_interrupted', 'unreadable'])
export type ReauthReason = z.infer<typeof ReauthReason>

export const Connection = z
  .object({
    provider: z.string(),
    /** For people: `Google Business`. */
    name: z.string(),
    state: ConnectionState,
    configured: z.boolean(),
    /** Whose account at the provider, where it says so: an e-mail address or a name. */
    account: z.string().nullable(),
    scope: z.string().nullable(),
    connectedAt: time.nullable(),
    /** When the access token ends. A connected one is renewed by itself. */
    expiresAt: time.nullable(),
    reason: ReauthReason.nullable(),
    /** What to tell the person who has to do something; null where nothing is to be done. */
    prompt: z.string().nullable(),
  })
  .meta({ id: 'Connection' })
export type Connection = z.infer<typeof Connection>

/** An access token that can be used now. */
export const AccessToken = z
  .object({
    accessToken: z.string(),
    /** Null where the provider named no end. */
    expiresAt: time.nullable(),
    isValid: z.boolean(),
    /** Counts the changes: give it to `refresh` to say which one the provider has refused. */
    version: z.int(),
    /** True when it should have been renewed, but the provider could not be asked: it ends soon. */
    cached: z.boolean().optional(),
  })
  .meta({ id: 'AccessToken' })
export type AccessToken = z.infer<typeof AccessToken>

const known = {
  noSuchProvider: notFound('There is no such provider'),
  notConfigured: conflict('This server has no client of this provider'),
}
const renewing = {
  ...known,
  notConnected: notFound('This account is not connected'),
  reconnectNeeded: conflict('Connect this account again'),
  providerUnavailable: unavailable('The provider does not answer'),
  providerFailed: downstreamFailed('The provider refuses this server'),
  keysUnavailable: unavailable('The keys of the stored tokens cannot be reached'),
}

export const oauth = contract('oauth', {
  authorize: query({
    http: 'GET /oauth/authorize/{provider}',
    auth: 'user',
    summary: 'Where to send a person who connects an account; the provider sends him back to redirectUri',
    input: z.object({ provider, redirectUri }),
    output: z.object({
      url: z.url(),
      /** Comes back with the code, for `exchange`. Works once, for ten minutes, for this user. */
      state: z.string(),
    }),
    errors: {
      ...known,
      redirectNotAllowed: invalid('This address is none that this server sends people back to'),
      providerUnavailable: renewing.providerUnavailable,
      providerFailed: renewing.providerFailed,
    },
    limits: [{ max: 60, window: '10m', by: 'user' }],
  }),
  exchange: command({
    http: 'POST /oauth/exchange',
    auth: 'user',
    summary: 'Connect an account with the code that its provider gave',
    unrecorded: true,
    input: z.object({
      provider,
      code: z.string().min(1).max(4_000),
      state: z.string().min(1).max(200),
      /** The same as for `authorize`. */
      redirectUri,
      /** What the provider sent as `iss`, if it did (RFC 9207). */
      iss: z.string().max(2_000).optional(),
    }),
    output: z.object({ success: z.literal(true), expiresAt: time.nullable() }),
    errors: {
      ...known,
      stateRefused: invalid('This was not begun here, was used already, or took too long: connect again'),
      codeRefused: invalid('The provider does not accept this code: connect again'),
      providerUnavailable: renewing.providerUnavailable,
      providerFailed: renewing.providerFailed,
      keysUnavailable: renewing.keysUnavailable,
    },
    deadline: '20s',
  }),
  connections: query({
    http: 'GET /oauth/connections',
    auth: 'user',
    summary: 'The providers that this server knows, and how I am connected to each',
    input: z.object({}),
    output: z.array(Connection),
  }),
  token: query({
    http: 'GET /oauth/tokens/{userId}/{provider}',
    auth: 'user',
    summary: 'My access token for a provider, renewed where it has to be',
    input: z.object({ userId, provider }),
    output: AccessToken,
    errors: renewing,
  }),
  refresh: command({
    http: 'POST /oauth/refresh',
    auth: 'user',
    summary: 'Renew my access token before its time, e.g. when the provider has refused it',
    unrecorded: true,
    input: z.object({
      provider,
      /** The version that was refused: where there is a newer one already, that is the answer. */
      version: z.int().optional(),
    }),
    output: AccessToken,
    errors: renewing,
  }),
  revoke: command({
    http: 'DELETE /oauth/tokens/{userId}/{provider}',
    auth: 'user',
    summary: 'Disconnect: the tokens are deleted here at once, and revoked at the provider',
    idempotent: true,
    input: z.object({ userId, provider }),
    output: z.object({ success: z.literal(true) }),
    errors: { noSuchProvider: known.noSuchProvider },
  }),

  /** What `revoke` leaves to be done: tells the provider, again and again until it has heard. */
  revokeAtProvider: job({
    auth: 'service',
    input: z.object({ id: z.string() }),
    output: z.object({ revoked: z.boolean() }),
    attempts: 20,
    deadline: '1m',
    retention: '7d',
  }),
  /** What nobody comes back for: authorizations that were begun, renewals whose process died. */
  sweep: job({
    auth: 'service',
    input: z.object({}),
    output: z.object({ interrupted: z.int(), forgotten: z.int(), rewrapped: z.int() }),
    deadline: '10m',
    retention: '1d',
    concurrency: { total: 1 },
  }),
  rotateKeys: job({
    http: 'POST /oauth/keys/rotate',
    auth: { role: 'admin' },
    summary: 'Make a new key for stored tokens, and encrypt all of them under it',
    input: z.object({}),
    output: z.object({ keyId: z.string(), rewrapped: z.int(), unreadable: z.int() }),
    errors: { keysUnavailable: renewing.keysUnavailable },
    deadline: '30m',
    concurrency: { total: 1 },
  }),

  refreshed: event(
    'oauth.token.refreshed',
    z.object({ timestamp: time, userId: z.string(), provider: z.string(), expiresAt: time.nullable() }),
    { subject: (data) => data.userId },
  ),
  revoked: event(
    'oauth.token.revoked',
    z.object({
      timestamp: time,
      userId: z.string(),
      provider: z.string(),
      /** Who ended it. */
      reason: z.enum(['revoked_by_user', 'revoked_by_provider']),
    }),
    { subject: (data) => data.userId },
  ),
  reauthNeeded: event(
    'oauth.reauth.needed',
    z.object({ timestamp: time, userId: z.string(), provider: z.string(), reason: ReauthReason }),
    { subject: (data) => data.userId },
  ),
})
