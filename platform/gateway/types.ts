import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Clock, Random } from '../clock/index.ts'
import type { Duration } from '../contract/index.ts'
import type { Host } from '../hosts/node/exchange.ts'
import type { Observation } from '../hosts/node/observation.ts'
import type { RawHandler } from '../hosts/node/raw.ts'
import type { ServerSettings } from '../hosts/node/settings.ts'
import type { LoadShedder } from '../resilience/index.ts'
import type { User } from '../service/caller.ts'
import type { Plan } from '../service/plan.ts'

export interface GatewayOptions {
  /** All operations of the system. Those without `http` and those with auth `service` are not routed. */
  readonly plans: readonly Plan[]
  readonly clock: Clock
  readonly random: Random
  readonly log: Pick<Logger, 'error' | 'warn' | 'info'>
  /** The user that an access token names. Throws the failure `unauthenticated` for a token that is not valid. */
  readonly identify: (token: string) => Promise<User> | User
  /** True while tokens are verified without news from the identity service: answers then say `X-Auth-Status: degraded`. */
  readonly identityDegraded?: () => boolean
  /** Awaited after an operation with `endsSessions`, before its answer: from then on `identify` refuses their tokens. */
  readonly sessionsEnded?: () => Promise<void>
  readonly limits?: GatewayLimits
  /** Where browsers reach this gateway: `['https://banyan.example']`. Without it, `Origin` is compared with `Host`. */
  readonly publicOrigins?: readonly string[]
  /** Addresses or CIDR ranges of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. Default none. */
  readonly trustProxy?: readonly string[]
  /** The web process; without it what no route matches is 404. */
  readonly web?: WebOptions
  /** The gateway's own routes, by method and path: `GET /health`. */
  readonly extra?: ReadonlyMap<string, RawHandler>
  /** Told of every request when it has ended. */
  readonly observe?: (observation: Observation) => void
  /** Told of every call that was refused because the process has too much to do. */
  readonly turnedAway?: Host['turnedAway']
  readonly server?: Partial<ServerSettings>
  /** Refuses calls when the process has too much to do; without it, all come in. */
  readonly load?: LoadShedder | undefined
}

export interface WebOptions {
  /** `http://127.0.0.1:4000`, or a function that gives it, undefined while the process is not there. */
  readonly origin: string | (() => string | undefined)
  /** `BANYAN_WEB_KEY`: a request with it in `x-banyan-web` is the web's own, and its `x-forwarded-for` is the client. */
  readonly key: string
  /** Passes WebSockets on, for hot reload. Default false. */
  readonly sockets?: boolean
}

/** `max` requests in a window, all at once or evenly; `burst` (default `max`) caps how many at once. */
export interface Rate {
  readonly max: number
  readonly window: Duration
  readonly burst?: number
}

/** Each of them can be `false`: not limited. */
export interface GatewayLimits {
  /**
   * Requests to contract routes per client address, before identity; IPv6 counts per /64. What the web asks for its pages
   * counts with the pages. Default 600 in 1m.
   */
  readonly ip?: Rate | false
  /** Requests to contract routes per signed-in user. Default 600 in 1m. */
  readonly user?: Rate | false
  /** Pages and assets of the web, what the web asks for them, and openings of streams, per client address. Default 6000 in 1m. */
  readonly web?: Rate | false
  /** The operations' own `limits`. Default true. */
  readonly operations?: boolean
  /** How many clients each limit remembers; beyond it, the one unseen for longest is forgotten. Default 50 000. */
  readonly keys?: number
}

export interface Gateway {
  /** Fails with a message for people when the port is taken. Port 0 takes a free one. */
  listen(port: number, host?: string): Promise<{ readonly port: number }>
  /** Stops accepting, ends streams, lets the rest finish for at most `ms`, then closes what is left. */
  drain(ms: number): Promise<void>
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Connections open now, for a gauge. */
  readonly connections: number
  /** Requests without an answer yet, for a gauge. */
  readonly inFlight: number
}
