import type { Clock } from '../clock/index.ts'
import type { HealthCheck } from '../service/service.ts'
import { describeError } from './describe-error.ts'
import { within } from './within.ts'

/** What a check found. `status` says it in a word; nothing is healthy unless it was looked at. */
export interface CheckReport {
  readonly healthy: boolean
  readonly status: 'healthy' | 'unhealthy' | 'not configured'
  readonly detail?: string
  /** Milliseconds that the check took. */
  readonly latency?: number
  readonly [more: string]: unknown
}

export interface HealthReport {
  readonly service: string
  /** Whether the service can do its work. External systems and other places that fail make it `degraded`, not unhealthy. */
  readonly healthy: boolean
  readonly status: 'healthy' | 'degraded' | 'unhealthy'
  /** RFC 3339, when the checks were run. */
  readonly timestamp: string
  readonly checks: { readonly [name: string]: CheckReport }
}

export interface ReadyReport {
  readonly service: string
  readonly ready: boolean
  readonly state: 'starting' | 'ready' | 'draining'
}

export type Check = (signal: AbortSignal) => Promise<HealthCheck>

export interface HealthOptions {
  /** The name of the service or place that is asked. */
  readonly service: string
  readonly clock: Clock
  /** What the service cannot work without, e.g. `{ database: () => database.health() }`. */
  readonly checks: { readonly [name: string]: Check }
  /** Systems of others, e.g. `ai.models`: told under `externalAPIs`. */
  readonly externalAPIs?: ReadonlyMap<string, Check>
  /** Places in other processes, each told as `places.<name>`. */
  readonly places?: ReadonlyMap<string, Check>
  /** Bytes of heap in use, and the most there may be: `processMemory`. */
  readonly memory: () => { readonly used: number; readonly limit: number }
}

export interface Health {
  /** Runs the checks, at most once a second however often it is asked. */
  report(): Promise<HealthReport>
  ready(): ReadyReport
  /** The start is complete: requests may come. */
  started(): void
  /** The process is going to stop: no new requests should come. */
  draining(): void
}

/** How long one check may take, and how long a report is good for, in milliseconds. */
const PATIENCE = 2_000
const FRESH = 1_000
/** Of the heap's limit; above it the collector works without effect. */
const FULL = 0.95

export function createHealth(options: HealthOptions): Health {
  const { service, clock, checks, memory } = options
  const { externalAPIs = new Map<string, Check>(), places = new Map<string, Check>() } = options
  const begun = clock.monotonic()
  let state: ReadyReport['state'] = 'starting'
  let latest: { readonly at: number; readonly report: Promise<HealthReport> } | undefined

  const examine = async (): Promise<HealthReport> => {
    const [own, others, external] = await Promise.all([
      all(clock, Object.entries(checks)),
      all(
        clock,
        [...places].map(([name, check]) => [`places.${name}`, check] as const),
      ),
      all(clock, [...externalAPIs]),
    ])
    const found: Record<string, CheckReport> = {
      ...own,
      ...others,
      externalAPIs: together(external),
      memory: memoryReport(memory()),
      uptime: {
        ...statusOf(state !== 'starting'),
        seconds: Math.floor((clock.monotonic() - begun) / 1000),
        detail: state,
      },
    }
    const failing = Object.entries(found).filter(([, check]) => !check.healthy)
    const healthy = failing.every(([name]) => name === 'externalAPIs' || name in others)
    return {
      service,
      healthy,
      status: failing.length === 0 ? 'healthy' : healthy ? 'degraded' : 'unhealthy',
      timestamp: new Date(clock.now()).toISOString(),
      checks: found,
    }
  }

  return {
    report() {
      const now = clock.monotonic()
      if (!latest || now - latest.at >= FRESH) latest = { at: now, report: examine() }
      return latest.report
    },
    ready: () => ({ service, ready: state === 'ready', state }),
    started() {
      state = 'ready'
      latest = undefined
    },
    draining() {
      state = 'draining'
      latest = undefined
    },
  }
}

async function all(clock: Clock, checks: readonly (readonly [string, Check])[]): Promise<Record<string, CheckReport>> {
  const reports = await Promise.all(checks.map(async ([name, check]) => [name, await run(clock, check)] as const))
  return Object.fromEntries(reports)
}

async function run(clock: Clock, check: Check): Promise<CheckReport> {
  const begun = clock.monotonic()
  const took = () => Math.round(clock.monotonic() - begun)
  try {
    const { healthy, detail } = await within(clock, PATIENCE, check)
    return { ...statusOf(healthy === true), ...(detail !== undefined && { detail }), latency: took() }
  } catch (error) {
    return { ...statusOf(false), detail: describeError(error).message, latency: took() }
  }
}

function together(apis: Record<string, CheckReport>): CheckReport {
  const reports = Object.values(apis)
  if (reports.length === 0) return { healthy: true, status: 'not configured' }
  return { ...statusOf(reports.every(({ healthy }) => healthy)), apis }
}

function memoryReport({ used, limit }: { readonly used: number; readonly limit: number }): CheckReport {
  const percent = Math.round((used / limit) * 100)
  return { ...statusOf(used < limit * FULL), used, limit, percent }
}

const statusOf = (healthy: boolean): Pick<CheckReport, 'healthy' | 'status'> =>
  healthy ? { healthy, status: 'healthy' } : { healthy, status: 'unhealthy' }
