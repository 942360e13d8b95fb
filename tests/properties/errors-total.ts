import type { Started } from 'banyan/testing/start'

/** The counter `errors_total` as it is scraped: the count of each `<type> <service>`. */
export async function errorsTotal({ telemetry }: Started): Promise<Readonly<Record<string, number>>> {
  const { body } = await telemetry.metrics.text()
  const rows = body.matchAll(/^errors_total\{type="(?<type>[^"]*)",service="(?<service>[^"]*)"\} (?<count>\d+)$/gm)
  return Object.fromEntries([...rows].map(([, type, service, count]) => [`${type} ${service}`, Number(count)]))
}
