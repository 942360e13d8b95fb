import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Random } from '../../clock/index.ts'
import { Failure, failure } from '../../contract/index.ts'
import type { Caller } from '../../service/caller.ts'
import { OPERATION_HEADER } from '../../service/link.ts'
import type { Plan } from '../../service/plan.ts'
import { enter } from './admission.ts'
import { fail } from './answer.ts'
import { Endpoint } from './endpoint.ts'
import type { Exchange, Host } from './exchange.ts'
import { HttpServer } from './http-server.ts'
import { OperationRoutes } from './operation-routes.ts'
import { type RawHandler, serveRaw } from './raw.ts'
import { type Match, normalPath } from './routes.ts'
import { defaultSettings, type ServerSettings } from './settings.ts'
import { Traces } from './trace.ts'

export interface ServiceHostOptions extends Pick<Host, 'clock' | 'log'> {
  readonly random: Random
  /** The operations that run in this place; those without `http` cannot be reached. */
  readonly plans: readonly Plan[]
  /** Who calls, by a service token for `audience`, the called service. Throws where the token is not valid. */
  readonly verifyServiceToken: (token: string, audience: string) => Promise<Caller> | Caller
  /** What anyone on this network may ask, by method and path, such as `GET /health`. */
  readonly extra?: ReadonlyMap<string, RawHandler>
  readonly observe?: Host['observe']
  readonly turnedAway?: Host['turnedAway']
  readonly server?: Partial<ServerSettings>
  readonly load?: Host['load']
}

export interface ServiceHost {
  listen(port: number, host?: string): Promise<{ readonly port: number }>
  /** Stops accepting, ends streams, lets the rest finish for at most `ms`, then closes what is left. */
  drain(ms: number): Promise<void>
  readonly connections: number
  readonly inFlight: number
}

/** The server of a place: its operations over HTTP, for other services and the gateway only. */
export function serviceHost(options: ServiceHostOptions): ServiceHost {
  const { clock, random, log, observe, turnedAway, verifyServiceToken } = options
  const host: Host = {
    clock,
    traces: new Traces(random),
    log,
    observe,
    turnedAway,
    settings: { ...defaultSettings, ...options.server },
    load: options.load,
    compress: false,
    inFlight: new Set(),
    draining: false,
  }
  const routes = new OperationRoutes<Endpoint>()
  for (const plan of options.plans) if (plan.mapping) routes.add(new Endpoint(plan, plan.mapping))

  async function serve(exchange: Exchange, { path, query, match }: Aim): Promise<void> {
    const { request } = exchange
    if (path === undefined) throw failure('invalid', 'The path is not percent-encoded UTF-8.')
    const raw = options.extra?.get(`${request.method} ${path}`)
    if (raw) {
      exchange.route = path
      return serveRaw(exchange, raw)
    }
    const token = exchange.header('x-service-token')
    if (token === undefined) throw tokenRequired()
    if (!match) throw failure('notFound', `Nothing here answers ${request.method} ${path}.`)
    const caller = await verified(token, match)
    exchange.route = match.route.plan.mapping?.path ?? exchange.route
    exchange.ip = exchange.header('x-client-ip')
    exchange.userId = caller.user?.id
    await match.route.serve(exchange, { params: match.params, query, caller, timeLeft: timeLeftOf(exchange) })
  }

  async function verified(token: string, { route }: Match<Endpoint>): Promise<Caller> {
    try {
      return await verifyServiceToken(token, route.plan.service)
    } catch (error) {
      if (error instanceof Failure && error.kind !== 'unauthenticated' && error.kind !== 'forbidden') throw error
      throw invalidToken(error)
    }
  }

  const server = new HttpServer(host, {
    request(request: IncomingMessage, response: ServerResponse) {
      const [target, query] = split(request.url as string)
      const path = normalPath(target)
      const match = path === undefined ? undefined : routes.find(request.method as string, path, named(request))
      const exchange = enter(host, { request, response, base: NO_HEADERS, plan: match?.route.plan })
      if (!exchange) return
      serve(exchange, { path, query, match }).catch((error) => fail(exchange, error))
    },
  })
  return {
    listen: (port, address) => server.listen(port, address, "the place's port"),
    drain: (ms) => server.drain(ms),
    get connections() {
      return server.connections
    },
    get inFlight() {
      return host.inFlight.size
    },
  }
}

/** Node joins what came twice: then it names nothing. */
const named = ({ headers }: IncomingMessage): string | undefined => headers[OPERATION_HEADER]?.toString()

interface Aim {
  /** Undefined where its encoding is not valid. */
  readonly path: string | undefined
  readonly query: string | undefined
  readonly match: Match<Endpoint> | undefined
}

/** A target's path and what follows its `?`. */
export function split(target: string): [path: string, query: string | undefined] {
  const at = target.indexOf('?')
  return at === -1 ? [target, undefined] : [target.slice(0, at), target.slice(at + 1)]
}

/** Milliseconds that the caller has left. */
function timeLeftOf(exchange: Exchange): number {
  const header = exchange.header('x-deadline-ms')
  return header !== undefined && /^\d{1,12}$/.test(header) ? Number(header) : Number.POSITIVE_INFINITY
}

const NO_HEADERS: readonly string[] = []
const tokenRequired = () => new Failure('unauthenticated', 'unauthenticated', {}, 'Service token required')
const invalidToken = (cause: unknown) => new Failure('forbidden', 'forbidden', { cause }, 'Invalid service token')
