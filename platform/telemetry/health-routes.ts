import type { ServerResponse } from 'node:http'
import type { RawHandler } from '../hosts/node/raw.ts'
import type { CheckReport, Health } from './health.ts'

/**
 * `GET /health` and `GET /health/ready`, 503 when the answer is no. What a check had to say may name hosts and users:
 * `details` shows it, for a listener that only operators reach.
 */
export function healthRoutes(health: Health, { details }: { readonly details: boolean }): Map<string, RawHandler> {
  return new Map<string, RawHandler>([
    [
      'GET /health',
      async (_, response) => {
        const report = await health.report()
        json(response, report.healthy ? 200 : 503, details ? report : { ...report, checks: brief(report.checks) })
      },
    ],
    [
      'GET /health/ready',
      (_, response) => {
        const report = health.ready()
        json(response, report.ready ? 200 : 503, report)
      },
    ],
  ])
}

function brief(checks: Readonly<Record<string, CheckReport>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(checks).map(([name, { detail: _, apis, ...shown }]) => [
      name,
      apis === undefined ? shown : { ...shown, apis: brief(apis as Record<string, CheckReport>) }, // `together` made it.
    ]),
  )
}

/** One JSON answer that nobody keeps. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
