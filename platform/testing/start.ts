import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { type Clients, createClient } from '../client/index.ts'
import { type Clock, systemClock, systemRandom } from '../clock/index.ts'
import { loadConfig } from '../config/index.ts'
import type { Client, Contract } from '../contract/index.ts'
import { jobs } from '../durable/contract.ts'
import type { DurableSettings } from '../durable/index.ts'
import type { GatewayLimits } from '../gateway/index.ts'
import type { KeySet } from '../identity/index.ts'
import type { LoadShedder } from '../resilience/index.ts'
import type { Service } from '../service/index.ts'
import { createTelemetry, type Telemetry } from '../telemetry/index.ts'
import { openFront } from '../topology/front.ts'
import { openPlace, type Running } from '../topology/place.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { openSplit, type Split } from './split.ts'

export interface StartedOptions {
  readonly services: readonly Service[]
  /** Settings, as environment variables. */
  readonly env?: Readonly<Record<string, string>>
  /** Limits of the gateway; off unless given, apart from the operations' own. */
  readonly limits?: GatewayLimits
  /** A database that outlives this start, e.g. to start again on it. */
  readonly database?: TestDatabase
  /** Refuses calls when there is too much to do; off unless given. */
  readonly load?: LoadShedder
  /** Sees every log line. */
  readonly write?: (line: string) => void
  /** How services reach each other, and the gateway them: in one place, or over sockets between places. Default `inline`. */
  readonly links?: 'inline' | 'http'
  /** By default the system's. */
  readonly clock?: Clock
  /** How the engines of durable work pace themselves, where that differs from the default. */
  readonly pace?: Partial<DurableSettings>
}

/** Services as `npm start` runs them, on a database and a port of the test's own. */
export interface Started extends AsyncDisposable {
  readonly baseUrl: string
  /** The gateway's: with `http` links there is no service in it, but it reaches all. */
  readonly place: Running
  /** The places behind it, with `http` links. */
  readonly split: Split | undefined
  readonly telemetry: Telemetry
  readonly database: TestDatabase
  /** An access token that the gateway believes; the user need not exist in `auth`. */
  token(user: string, roles?: readonly string[]): Promise<string>
  /** The key that signs such a token, and as the gateway knows it: for tokens that it must not believe. */
  readonly key: { readonly signs: CryptoKey; readonly known: JWK }
  /** A typed client over HTTP, as a user or as nobody. */
  as<C extends Contract>(contract: C, user?: string, roles?: readonly string[]): Promise<Client<C>>
  /** Typed clients of several contracts with one token. */
  with<C extends Record<string, Contract>>(contracts: C, token: string): Clients<C & { jobs: typeof jobs }>
  close(): Promise<void>
}

const ISSUER = 'banyan'

/** `await using app = await startServices({ services: [content] })`. Ends with everything it started. */
export async function startServices(options: StartedOptions): Promise<Started> {
  const database = options.database ?? (await testDatabase())
  const schemas = Object.fromEntries(
    options.services.flatMap(({ contract, definition }) =>
      definition.config ? [[contract.name, definition.config]] : [],
    ),
  )
  const config = loadConfig({
    env: { NODE_ENV: 'test', LOG_LEVEL: options.write ? 'debug' : 'silent', ...options.env },
    schemas,
  })
  const around = { clock: options.clock ?? systemClock, random: systemRandom }
  const telemetry = createTelemetry({
    ...around,
    config: config.platform,
    place: 'test',
    terminal: false,
    processMetrics: false,
    ...(options.write && { write: options.write }),
  })
  const { services, pace } = options
  const common = { database, config, telemetry, ...around, strict: true, alone: false, ...(pace && { pace }) }
  const split = options.links === 'http' ? await openSplit(services, common) : undefined
  const jobsOf = services.map(({ contract }) => contract)
  const place =
    split?.front ??
    (await openPlace({ ...common, name: 'test', services, others: [], remote: [], jobsOf, places: new Map() }))

  const own = await generateKeyPair('EdDSA', { extractable: true })
  const key = { ...(await exportJWK(own.publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' }
  const auth = options.services.find(({ contract }) => contract.name === 'auth')?.contract
  // The tests' own key beside those of the auth service, where there is one.
  const client = auth && (place.runtime.client(auth, 'gateway') as unknown as AuthClient)
  const front = await openFront({
    place,
    remote: split?.remote ?? [],
    telemetry,
    ...around,
    identity: {
      issuer: ISSUER,
      audience: ISSUER,
      keys: () => async () => ({ keys: [key, ...((await client?.jwks({}))?.keys ?? [])] }),
      revocations: () => async () => (await client?.revocations({})) ?? [],
    },
    publicUrl: undefined,
    web: undefined,
    load: options.load,
    limits: options.limits ?? { ip: false, user: false, web: false },
  })
  const { port } = await front.gateway.listen(0, '127.0.0.1')
  place.health.started()
  const baseUrl = `http://127.0.0.1:${port}`

  const token = (user: string, roles: readonly string[] = []) =>
    new SignJWT({ sid: `session-of-${user}`, roles: [...roles] })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
      .setSubject(user)
      .setIssuer(ISSUER)
      .setAudience(ISSUER)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(own.privateKey)
  const headers = (bearer: string | undefined) => () =>
    bearer === undefined ? {} : ({ authorization: `Bearer ${bearer}` } as Record<string, string>)

  let closed: Promise<void> | undefined
  const close = async () => {
    await front.stop(0)
    await (split ?? place).stop(1_000)
    if (!options.database) await database.close()
  }
  return {
    baseUrl,
    place,
    split,
    telemetry,
    database,
    token,
    key: { signs: own.privateKey, known: key },
    async as(contract, user, roles) {
      const bearer = user === undefined ? undefined : await token(user, roles)
      return createClient({ baseUrl, contracts: { contract }, headers: headers(bearer) }).contract
    },
    with: (contracts, bearer) => createClient({ baseUrl, contracts: { ...contracts, jobs }, headers: headers(bearer) }),
    close: () => (closed ??= close()),
    [Symbol.asyncDispose]: () => (closed ??= close()),
  }
}

/** What the platform asks of whatever service is called `auth`. */
interface AuthClient {
  jwks(input: {}): Promise<KeySet>
  revocations(input: {}): Promise<readonly { session: string; until: string }[]>
}
