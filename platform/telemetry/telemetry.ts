import type { Logger } from 'pino'
import type { Clock, Random } from '../clock/index.ts'
import type { PlatformConfig } from '../config/platform.ts'
import type { Failure } from '../contract/errors.ts'
import { asFailure } from '../contract/settle.ts'
import type { Observation } from '../hosts/node/observation.ts'
import type { Decision } from '../service/decision.ts'
import type { Frame, Trace } from '../service/frame.ts'
import type { Called, Observer } from '../service/observer.ts'
import type { Plan } from '../service/plan.ts'
import { traceIds } from './ids.ts'
import { createLogger } from './logger.ts'
import type { Meter } from './meter.ts'
import { Metrics } from './metrics.ts'
import { SpanRing } from './spans.ts'

export interface TelemetryOptions {
  readonly clock: Clock
  readonly random: Random
  readonly config: Pick<PlatformConfig, 'NODE_ENV' | 'LOG_LEVEL' | 'OTEL_EXPORTER_OTLP_ENDPOINT'>
  /** The name of this process in its topology. */
  readonly place: string
  /** Whether a person reads standard output: `process.stdout.isTTY`. */
  readonly terminal: boolean
  /** Where log lines go instead of standard output. */
  readonly write?: (line: string) => void
  /** Whether the process's own metrics are collected; once a process. */
  readonly processMetrics: boolean
}

/** How many spans are remembered: some megabytes. */
const SPANS = 8_192

/** What a process tells of itself: log, traces and metrics. */
export class Telemetry implements Observer {
  readonly log: Logger
  readonly metrics: Metrics
  readonly spans = new SpanRing(SPANS)
  /** A new span within `trace`. */
  readonly child: (trace: Trace) => Trace
  /** A trace of our own. */
  readonly begin: () => Trace
  readonly #clock: Clock
  readonly #endpoint: string | undefined
  readonly #meters = new Map<Plan, Meter>()
  #exporting: { stop(): Promise<void> } | undefined

  constructor({ clock, random, config, place, terminal, write, processMetrics }: TelemetryOptions) {
    const ids = traceIds(random)
    this.child = ids.child
    this.begin = ids.begin
    this.#clock = clock
    this.#endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT
    this.log = createLogger({
      clock,
      place,
      level: config.LOG_LEVEL,
      format: terminal || config.NODE_ENV === 'development' ? 'human' : 'json',
      colour: terminal,
      write,
    })
    this.metrics = new Metrics({
      clock,
      process: processMetrics,
      failed: (gauge, error) => {
        this.metrics.error('metrics', 'telemetry')
        this.log.warn({ err: error, gauge }, 'a metric could not be read')
      },
    })
  }

  /** Begins to send spans, if there is a collector to send them to: only then is OpenTelemetry loaded. */
  async start(): Promise<void> {
    if (this.#endpoint === undefined) return
    const { exportSpans } = await import('./otlp.ts')
    this.#exporting = exportSpans({
      endpoint: this.#endpoint,
      ring: this.spans,
      clock: this.#clock,
      failed: (spans, error) => {
        this.metrics.error('spansLost', 'telemetry')
        this.log.warn({ err: error, spans }, 'spans did not reach the collector')
      },
    })
  }

  /** Sends what is left. */
  async stop(): Promise<void> {
    await this.#exporting?.stop()
  }

  /** One call of an operation has ended. On the hot path. */
  finished(plan: Plan, frame: Frame, _begun: number, ms: number, failure: Failure | undefined): void {
    let meter = this.#meters.get(plan)
    if (!meter) {
      meter = this.metrics.operation(plan.service, plan.name)
      this.#meters.set(plan, meter)
    }
    meter.record(ms, failure ? failure.code : 'ok')
    const start = this.#clock.now() - ms
    this.spans.record(frame.trace, 'internal', plan.service, plan.id, start, ms, failure?.code)
    if (failure) this.metrics.error(failure.code, plan.service)
  }

  /** The platform did something about a call to a dependency other than making it. */
  decided(decision: Decision): void {
    this.metrics.resilience.decided(decision)
    if (this.log.isLevelEnabled('debug')) this.log.debug(decision, 'resilience')
  }

  /** A call to a service in another place has ended. */
  called({ from, to, operation, trace, ms, failure }: Called): void {
    const start = this.#clock.now() - ms
    this.spans.record(trace, 'client', from, `${to}.${operation}`, start, ms, failure?.code, { 'peer.service': to })
    // Of what did not arrive, or was not answered, the called service may know nothing.
    if (failure && failure.requestId === undefined) this.metrics.error(failure.code, to)
  }

  /** A consumer has ended one delivery. That it failed for good is for the durable engine to say. */
  consumed(service: string, type: string, trace: Trace, ms: number, error: unknown): void {
    const code = error === undefined ? undefined : asFailure(error).code
    this.spans.record(trace, 'consumer', service, type, this.#clock.now() - ms, ms, code)
  }

  /** One HTTP request has ended: the host's `observe`. */
  readonly http = (seen: Observation): void => {
    const { method, route, status, durationMs, trace, plan, failure } = seen
    const service = plan?.service ?? (route === WEB ? 'web' : 'gateway')
    const known = METHODS.has(method) ? method : 'OTHER'
    this.metrics.route(service, known, route).record(durationMs, status)
    const attributes = {
      'http.request.method': known,
      'http.route': route,
      'http.response.status_code': status,
    }
    if (!this.spans.amend(trace.spanId, 'server', attributes)) {
      const name = `${known} ${route}`
      this.spans.record(trace, 'server', service, name, seen.startedAt, durationMs, failure?.code, attributes)
    }
    // A failure of an operation was counted where it happened.
    if (failure && failure.via === undefined) this.metrics.error(failure.code, service)
    const fields = { method: known, route, status, ms: Math.round(durationMs), requestId: seen.requestId }
    // When there is too much to do, nothing more is to be done for those who are refused.
    const loud = status >= 500 && failure?.overloaded !== true
    if (loud) this.log.warn({ ...fields, traceId: trace.traceId, code: failure?.code }, 'a request failed')
    else if (this.log.isLevelEnabled('debug')) this.log.debug({ ...fields, traceId: trace.traceId }, 'request')
  }

  /** A call was refused because the process has too much to do. It leaves a count and nothing else. */
  readonly turnedAway = (method: string, { service, mapping }: Plan, { status, code }: Failure): void => {
    this.metrics.route(service, method, mapping?.path ?? '(none)').record(0, status)
    this.metrics.error(code, service)
  }

  /** A job came to `status`: `done`, `failed`, `cancelled` or, for an attempt that is tried again, `retrying`. */
  jobFinished(service: string, type: string, status: string): void {
    this.metrics.job(service, type, status)
  }
}

export const createTelemetry = (options: TelemetryOptions): Telemetry => new Telemetry(options)

/** The route under which the gateway reports what it passed to the web process. */
const WEB = '(web)'

/** Others would let a client make labels. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
