import { command, conflict, contract, event, limited, query, unauthenticated } from 'banyan/contract'
import * as z from 'zod'

export const Account = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
  })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof Account>

/** What signing in gives: a short access token (JWT, for `Authorization: Bearer`) and a refresh token that works once. */
export const Tokens = z
  .object({
    user: Account,
    accessToken: z.string(),
    refreshToken: z.string(),
    /** Seconds until the access token ends. */
    expiresIn: z.int(),
  })
  .meta({ id: 'Tokens' })
export type Tokens = z.infer<typeof Tokens>

export const Session = z
  .object({
    id: z.string(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime(),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    /** True for the session that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

const email = z.email().max(255)
/** What the person signed in with, to tell sessions apart. Taken from the header of that name. */
const userAgent = z.string().optional()
const headers = { userAgent: 'user-agent' }
const password = z.string().min(10, 'Use at least 10 characters').max(200)

export const auth = contract('auth', {
  register: command({
    http: 'POST /auth/register',
    auth: 'public',
    summary: 'Create an account and sign in',
    status: 201,
    unrecorded: true,
    headers,
    input: z.object({ email, password, name: z.string().trim().min(1).max(120), userAgent }),
    output: Tokens,
    errors: { emailTaken: conflict('An account with this e-mail exists') },
    limits: [{ max: 100, window: '1h', by: 'ip' }],
  }),
  login: command({
    http: 'POST /auth/login',
    auth: 'public',
    summary: 'Sign in with e-mail and password',
    unrecorded: true,
    headers,
    input: z.object({ email, password: z.string().min(1).max(200), userAgent }),
    output: Tokens,
    errors: {
      wrongCredentials: unauthenticated('E-mail or password is wrong'),
      lockedOut: limited('Too many attempts for this account'),
    },
    // Guesses at one account are counted by the service itself, five in 15 minutes, and forgotten with the right password.
    limits: [{ max: 100, window: '15m', by: 'ip' }],
  }),
  refresh: command({
    http: 'POST /auth/refresh',
    auth: 'public',
    importance: 'high',
    summary: 'Trade a refresh token for new tokens; the old one ends, and using it again ends the whole session',
    unrecorded: true,
    input: z.object({ refreshToken: z.string().min(1).max(500) }),
    output: Tokens,
    errors: { sessionEnded: unauthenticated('This session has ended') },
  }),
  logout: command({
    http: 'POST /auth/logout',
    auth: 'user',
    importance: 'high',
    summary: 'End the session of the access token',
    idempotent: true,
    endsSessions: true,
    status: 204,
    input: z.object({}),
    output: z.void(),
  }),
  validate: query({
    http: 'POST /auth/validate',
    auth: 'public',
    summary: 'Whose access token this is',
    input: z.object({ token: z.string().min(1).max(4096) }),
    output: z.object({ user: Account, valid: z.literal(true) }),
    errors: { invalidToken: unauthenticated('This token is not valid') },
  }),
  sessions: query({
    http: 'GET /auth/sessions',
    auth: 'user',
    summary: 'Where the account is signed in',
    input: z.object({}),
    output: z.array(Session),
  }),
  endSession: command({
    http: 'DELETE /auth/sessions/{id}',
    auth: 'user',
    importance: 'high',
    summary: 'Sign one session out',
    idempotent: true,
    endsSessions: true,
    status: 204,
    input: z.object({ id: z.string().max(100) }),
    output: z.void(),
  }),
  jwks: query({
    http: 'GET /.well-known/jwks.json',
    auth: 'public',
    summary: 'The public keys that verify access tokens (RFC 7517)',
    input: z.object({}),
    output: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
  }),
  revocations: query({
    http: 'GET /auth/revocations',
    auth: 'service',
    summary: 'Sessions that ended while an access token of theirs may still be alive',
    input: z.object({}),
    output: z.array(z.object({ session: z.string(), until: z.iso.datetime() })),
  }),
  userCreated: event('user.created', z.object({ userId: z.string(), email: z.string(), name: z.string() }), {
    subject: (data) => data.userId,
  }),
})
