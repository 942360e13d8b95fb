import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { portError } from '../config/index.ts'
import type { Health } from './health.ts'
import { healthRoutes, json } from './health-routes.ts'
import type { Telemetry } from './telemetry.ts'

export interface AdminOptions {
  readonly telemetry: Telemetry
  readonly health: Health
  /** What `/admin/resilience` shows. */
  readonly resilience?: () => object
  /** 0 takes a free one. */
  readonly port: number
  /** `127.0.0.1` unless other machines should reach it, e.g. to scrape. */
  readonly host: string
}

export interface Admin {
  readonly port: number
  close(): Promise<void>
}

/** The operators' listener: `/metrics`, `/spans`, `/health`, `/health/ready`, `/admin/resilience`. Fails with a message for people when the port is taken. */
export async function startAdmin({ telemetry, health, resilience, port, host }: AdminOptions): Promise<Admin> {
  const routes = new Map([
    ...healthRoutes(health, { details: true }),
    ['GET /metrics', async (_: IncomingMessage, response: ServerResponse) => metrics(telemetry, response)],
    ['GET /spans', (request: IncomingMessage, response: ServerResponse) => spans(telemetry, request, response)],
    [
      'GET /admin/resilience',
      (_: IncomingMessage, response: ServerResponse) => json(response, 200, resilience?.() ?? {}),
    ],
  ] as const)
  const loopback = LOOPBACK.has(host)
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    // A page of the web that names itself into this machine's address could read everything here.
    if (loopback && !LOOPBACK.has(nameOf(request.headers.host))) return json(response, 403, { error: 'wrong host' })
    const handler = routes.get(`${request.method} ${(request.url ?? '/').split('?')[0]}`)
    if (!handler) return json(response, 404, { paths: [...routes.keys()] })
    Promise.resolve(handler(request, response)).catch((error: unknown) => {
      telemetry.log.error({ err: error, path: request.url }, 'the admin listener failed')
      if (!response.headersSent) json(response, 500, { error: 'failed' })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port, 'ADMIN_PORT')))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]', '::1'])

/** The host without its port. */
const nameOf = (host = ''): string => host.replace(/:\d+$/, '').toLowerCase()

async function metrics(telemetry: Telemetry, response: ServerResponse): Promise<void> {
  const { type, body } = await telemetry.metrics.text()
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(body)
}

const MOST_SPANS = 5_000

/** `?trace=<id>` for one trace, `?limit=<n>` for the latest n, 200 by default. */
function spans(telemetry: Telemetry, request: IncomingMessage, response: ServerResponse): void {
  const query = new URLSearchParams((request.url ?? '').split('?')[1])
  const limit = Number(query.get('limit') ?? 200)
  const trace = query.get('trace') ?? undefined
  if (!Number.isInteger(limit) || limit < 1) json(response, 400, { error: 'limit is a whole number from 1' })
  else json(response, 200, { spans: telemetry.spans.recent({ trace, limit: Math.min(limit, MOST_SPANS) }) })
}
