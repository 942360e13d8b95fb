import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { again, textOf } from './body.ts'
import { type Account, type Behaviour, type ClientOfProvider, configurationOf } from './configuration.ts'
import { type Fault, refused, spoil } from './fault.ts'
import { interact } from './interaction.ts'
import { Storage } from './storage.ts'

export interface OidcOptions extends Partial<Behaviour> {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Who can sign in. By default `ann@example.org` and `ben@example.org` with the password `password`. */
  readonly accounts?: readonly Account[]
  readonly client?: ClientOfProvider
}

/** A request to one of its endpoints, without secrets. */
export interface ProviderRequest {
  readonly method: string
  readonly path: string
  /** Of requests to `/token`. */
  readonly grantType: string | undefined
}

/** When a fault applies. */
export interface FaultRule {
  /** For how many requests; `Infinity` for all from now on. Default 1. */
  readonly times?: number
  /** Which requests. By default those to `/token`. */
  readonly when?: (request: ProviderRequest) => boolean
}

export interface OidcProvider extends AsyncDisposable {
  /** `http://127.0.0.1:4020`: the issuer, and where it is. */
  readonly issuer: string
  readonly client: ClientOfProvider
  readonly accounts: readonly Account[]
  /** How it behaves: to be changed at any time. */
  readonly behaviour: Behaviour
  readonly requests: readonly ProviderRequest[]
  /** Refreshes that gave new tokens, and uses of a refresh token that was used up. */
  readonly counts: { readonly refreshed: number; readonly reused: number; readonly revoked: number }
  /** Every access and refresh token that it has made. */
  readonly issued: ReadonlySet<string>
  fail(fault: Fault, rule?: FaultRule): void
  /** No faults from now on. */
  heal(): void
  /** What an account has granted ends, as if its owner had said so here. */
  takeBack(email: string): void
  /** Whether an access token is good for anything here. */
  accepts(accessToken: string): Promise<boolean>
  close(): Promise<void>
}

const people: readonly Account[] = ['Ann', 'Ben'].map((name) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: 'password',
}))

/**
 * An OpenID provider (`oidc-provider`) on loopback, with accounts, pages to sign in and to allow access, rotation of refresh
 * tokens with reuse detection, revocation, and faults on demand.
 */
export async function startOidcProvider(options: OidcOptions = {}): Promise<OidcProvider> {
  const { port = 0, accounts = people, client = { id: 'banyan', secret: 'not-a-secret' } } = options
  const { accessToken = 3_600, refreshToken = 14 * 24 * 3_600, rotate = true } = options
  const behaviour: Behaviour = { accessToken, refreshToken, rotate }
  const storage = new Storage()
  const issued = new Set<string>()
  const requests: ProviderRequest[] = []
  const counts = { refreshed: 0, reused: 0, revoked: 0 }
  let faults: { fault: Fault; left: number; when: (request: ProviderRequest) => boolean }[] = []

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(String(error))
    })
  })
  // Whoever asks here finds its connections still there, however long a busy machine made it wait.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, await configurationOf(client, accounts, behaviour, storage))
  provider.Client.prototype.redirectUriAllowed = (address: string) => LOCAL.has(new URL(address).hostname)
  provider.on('grant.success', ({ body, oidc }) => {
    if (oidc.params?.grant_type === 'refresh_token') counts.refreshed++
    const { access_token, refresh_token } = body as { readonly access_token: string; readonly refresh_token: string }
    issued.add(access_token).add(refresh_token)
  })
  provider.on('grant.error', (_ctx, error) => {
    if (error.error_detail === 'refresh token already used') counts.reused++
  })
  provider.on('grant.revoked', () => {
    counts.revoked++
  })
  const serve = provider.callback()

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET' } = request
    const path = new URL(request.url ?? '/', issuer).pathname
    if (path.startsWith('/interaction/')) return interact(provider, accounts, request, response)
    const text = method === 'POST' ? await textOf(request) : ''
    const form = new URLSearchParams(text)
    const received = { method, path, grantType: form.get('grant_type') ?? undefined }
    requests.push(received)
    const fault = nextFault(received)
    if (fault && refused(fault, response)) return
    if (fault) spoil(fault, response)
    await serve(method === 'POST' ? again(request, text) : request, response)
  }

  function nextFault(request: ProviderRequest): Fault | undefined {
    const entry = faults.find(({ when }) => when(request))
    if (entry && --entry.left <= 0) faults = faults.filter((other) => other !== entry)
    return entry?.fault
  }

  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return {
    issuer,
    client,
    accounts,
    behaviour,
    requests,
    counts,
    issued,
    fail: (fault, { times = 1, when = isToken } = {}) => {
      faults.push({ fault, left: times, when })
    },
    heal: () => {
      faults = []
    },
    takeBack: (email) => storage.takeBack(email),
    accepts: async (accessToken) => (await provider.AccessToken.find(accessToken))?.isValid ?? false,
    close,
    [Symbol.asyncDispose]: close,
  }
}

const isToken = ({ path }: ProviderRequest): boolean => path === '/token'
const LOCAL: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
