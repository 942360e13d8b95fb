import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { failure } from '../contract/index.ts'
import { enter } from '../hosts/node/admission.ts'
import { answer, fail } from '../hosts/node/answer.ts'
import type { Exchange, Host } from '../hosts/node/exchange.ts'
import { HttpServer } from '../hosts/node/http-server.ts'
import { serveRaw } from '../hosts/node/raw.ts'
import { type Match, normalPath, type Params, type RouteTable } from '../hosts/node/routes.ts'
import { split } from '../hosts/node/service-host.ts'
import { defaultSettings } from '../hosts/node/settings.ts'
import { Traces } from '../hosts/node/trace.ts'
import { clientKey } from '../limits/index.ts'
import type { Plan } from '../service/plan.ts'
import { formatTraceparent } from '../service/traceparent.ts'
import { type Client, ClientAddress } from './client-address.ts'
import { carriesSession, crossSite, isOwn } from './cross-site.ts'
import { forwardedHeaders } from './forwarded.ts'
import { type Front, frontRoutes, type OperationRoute } from './front-routes.ts'
import { identified } from './identity.ts'
import { type GeneralLimits, generalLimits } from './limits.ts'
import { wantsPage } from './navigation.ts'
import { refusalOf } from './refusal.ts'
import { securityHeaders } from './security-headers.ts'
import type { Gateway, GatewayOptions } from './types.ts'
import { WebProxy } from './web-proxy.ts'
import { passSocket, refuseSocket } from './web-sockets.ts'

/** The front door: everything from outside comes through here. Read `FrontDoor.#serve` to see the way of a request. */
export function createGateway(options: GatewayOptions): Gateway {
  const door = new FrontDoor(options)
  return door
}

class FrontDoor implements Gateway {
  readonly #options: GatewayOptions
  readonly #host: Host
  readonly #server: HttpServer
  readonly #routes: RouteTable<Front>
  readonly #clients: ClientAddress
  readonly #limits: GeneralLimits
  readonly #web: WebProxy | undefined

  constructor(options: GatewayOptions) {
    const { clock, random, log, observe, turnedAway, web } = options
    this.#options = options
    this.#host = {
      clock,
      traces: new Traces(random),
      log,
      observe,
      turnedAway,
      settings: { ...defaultSettings, ...options.server },
      load: options.load,
      compress: true,
      inFlight: new Set(),
      draining: false,
    }
    this.#routes = frontRoutes(options)
    this.#clients = new ClientAddress(options.trustProxy, web?.key)
    this.#limits = generalLimits(options.limits ?? {}, clock)
    this.#web = web && new WebProxy(web)
    this.#server = new HttpServer(this.#host, {
      request: (request, response) => this.handle(request, response),
      ...(web?.sockets && { upgrade: (request, socket, head) => this.#upgrade(request, socket, head) }),
    })
  }

  get connections(): number {
    return this.#server.connections
  }

  get inFlight(): number {
    return this.#host.inFlight.size
  }

  listen(port: number, host?: string): Promise<{ readonly port: number }> {
    return this.#server.listen(port, host, 'PORT')
  }

  async drain(ms: number): Promise<void> {
    await this.#server.drain(ms)
    await this.#web?.close()
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const client = this.#clients.of(request)
    const base = securityHeaders.api[client.https ? 'https' : 'http']
    const aim = this.#aim(request, client)
    const exchange = enter(this.#host, { request, response, base, plan: aim && planOf(aim) })
    if (!exchange) return
    exchange.ip = client.ip
    this.#serve(exchange, client, aim).catch((error) => fail(exchange, error))
  }

  /** What a request is for; undefined where its path is not valid. */
  #aim(request: IncomingMessage, client: Client): Aim | undefined {
    const [target, query] = split(request.url as string)
    const path = normalPath(target)
    if (path === undefined) return undefined
    const match = this.#find(request.method as string, path)
    return { path, query, match, web: this.#isForWeb(request, client, path, match) }
  }

  async #serve(exchange: Exchange, client: Client, aim: Aim | undefined): Promise<void> {
    const { request } = exchange
    const refused = refusalOf(request)
    if (refused) {
      exchange.route = '(refused)'
      // Where it ends is as doubtful as what it says.
      exchange.response.shouldKeepAlive = false
      throw refused
    }
    if (!aim) throw failure('invalid', 'The path is not percent-encoded UTF-8.')
    const { path, query, match, web } = aim
    if (web) this.#toWeb(exchange, client)
    else if (!match) this.#unmatched(exchange, client, path)
    else if ('handler' in match.route) {
      exchange.route = match.route.path
      this.#limits.ip?.count(exchange, clientKey(client.ip))
      await serveRaw(exchange, match.route.handler)
    } else await this.#call(exchange, client, match.route, match.params, query)
  }

  /** An operation: limit by address, identity, limit by user, the operation's own limits, and then its plan. */
  async #call(
    exchange: Exchange,
    client: Client,
    route: OperationRoute,
    params: Params,
    query: string | undefined,
  ): Promise<void> {
    exchange.route = route.path
    const { ip, user: perUser, web } = this.#limits
    // A page asks for several things at once, and opens its streams again whenever the network hiccups: what pages need is
    // counted with the pages, and leaves the limit for calls from outside as it is.
    const byAddress = client.web || route.endpoint.plan.operation.kind === 'stream' ? web : ip
    byAddress?.count(exchange, clientKey(client.ip))
    const user = await identified(exchange, route.open, this.#options)
    if (user) perUser?.count(exchange, user.id)
    route.limits.countCaller(exchange, user)
    const caller = { user, service: null }
    await route.endpoint.serve(exchange, { params, query, caller, timeLeft: Number.POSITIVE_INFINITY })
  }

  #find(method: string, path: string): Match<Front> | undefined {
    const asked = method === 'HEAD' ? 'GET' : method
    const match = this.#routes.find(asked, path)
    if (match || !path.startsWith('/api/')) return match
    const alias = this.#routes.find(asked, path.slice('/api'.length))
    return alias && 'handler' in alias.route ? undefined : alias
  }

  /** Whether a page is wanted: where there is nothing else, or where the web has a page and a contract has data. */
  #isForWeb(request: IncomingMessage, client: Client, path: string, match: Match<Front> | undefined): boolean {
    const { method = '' } = request
    // The web's own calls always want the data, and must not come back to it.
    if (!this.#web || client.web || !KNOWN.has(method)) return false
    if (match) return 'page' in match.route && match.route.page && wantsPage(request)
    return this.#allowed(path).length === 0 || (method !== 'OPTIONS' && wantsPage(request))
  }

  #unmatched(exchange: Exchange, client: Client, path: string): void {
    const { method = '' } = exchange.request
    this.#limits.ip?.count(exchange, clientKey(client.ip))
    const allowed = this.#allowed(path)
    if (allowed.length === 0 && KNOWN.has(method)) throw failure('notFound', `Nothing here answers ${path}.`)
    exchange.headers.push('allow', (allowed.length > 0 ? allowed : [...KNOWN]).join(', '))
    if (method !== 'OPTIONS') throw failure('methodNotAllowed', `${path} does not answer ${method}.`)
    answer(exchange, 204, [], undefined)
  }

  /** The methods that a path answers to; none where it is unknown. */
  #allowed(path: string): string[] {
    if (path === '*') return [...KNOWN]
    const methods = [...KNOWN].filter((method) => this.#find(method, path) !== undefined)
    return methods.length > 0 ? [...methods, 'OPTIONS'] : []
  }

  #toWeb(exchange: Exchange, client: Client): void {
    const { request } = exchange
    const { web, publicOrigins } = this.#options
    const headers = web?.sockets ? securityHeaders.webInDevelopment : securityHeaders.web
    exchange.base = headers[client.https ? 'https' : 'http']
    exchange.route = '(web)'
    this.#limits.web?.count(exchange, clientKey(client.ip))
    const refused = crossSite(request, publicOrigins)
    if (refused) throw refused
    this.#web?.serve(exchange, client)
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { headers } = request
    const origin = this.#web?.origin
    // A WebSocket reads what a page may not read from another site, so a GET is not harmless here.
    const foreign = carriesSession(headers.cookie) && !isOwn(headers.origin, headers.host, this.#options.publicOrigins)
    const refused = refusalOf(request) ? '400 Bad Request' : foreign ? '403 Forbidden' : undefined
    if (refused !== undefined || origin === undefined) {
      refuseSocket(socket, refused ?? '503 Service Unavailable')
      return
    }
    const trace = this.#host.traces.of(undefined)
    const context = { requestId: trace.traceId, traceparent: formatTraceparent(trace) }
    passSocket(origin, request, forwardedHeaders(request, this.#clients.of(request), context), socket, head)
  }
}

interface Aim {
  readonly path: string
  readonly query: string | undefined
  readonly match: Match<Front> | undefined
  /** Whether a page of the web is wanted. */
  readonly web: boolean
}

const planOf = ({ match, web }: Aim): Plan | undefined =>
  !web && match && 'endpoint' in match.route ? match.route.endpoint.plan : undefined

const KNOWN: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
