import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import type { Clock } from '../clock/index.ts'
import { readableSpans } from './readable-span.ts'
import type { SpanRing } from './spans.ts'
import { within } from './within.ts'

export interface OtlpOptions {
  /** The collector: `http://localhost:4318`. */
  readonly endpoint: string
  readonly ring: SpanRing
  readonly clock: Clock
  /** Told of spans that the collector did not get. */
  readonly failed: (spans: number, error: unknown) => void
}

/** How long spans wait for others to go with them, in milliseconds. */
const INTERVAL = 1_000
const BATCH = 512
/** How long the end of the process waits for the last spans, in milliseconds. */
const PATIENCE = 3_000

/** Sends the ring's sampled spans to a collector over OTLP/HTTP, in batches. The hot path knows nothing of it. */
export function exportSpans({ endpoint, ring, clock, failed }: OtlpOptions): { stop(): Promise<void> } {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const readable = readableSpans()
  let sequence = ring.recorded
  let sending: Promise<void> | undefined
  let stopTimer: () => void = () => undefined

  const flush = (): Promise<void> => {
    sending ??= drain().finally(() => {
      sending = undefined
    })
    return sending
  }
  const drain = async () => {
    while (sequence < ring.recorded) {
      const { spans, next, lost } = ring.from(sequence, BATCH)
      sequence = next
      if (lost > 0) failed(lost, new Error('spans came faster than they could be sent'))
      const sampled = spans.filter((span) => span.sampled).map(readable)
      if (sampled.length === 0) continue
      try {
        await send(exporter, sampled)
      } catch (error) {
        failed(sampled.length, error)
      }
    }
  }
  const arm = () => {
    stopTimer = clock.timer(INTERVAL, () => void flush().finally(arm))
  }
  arm()
  // A burst does not wait for the timer, or the ring would overwrite it.
  ring.onRecord((recorded) => {
    if (recorded - sequence >= ring.capacity / 2) void flush()
  })

  return {
    async stop() {
      stopTimer()
      ring.onRecord(undefined)
      try {
        await within(clock, PATIENCE, flush)
        await within(clock, PATIENCE, () => exporter.shutdown())
      } catch (error) {
        failed(ring.recorded - sequence, error)
      }
    },
  }
}

function send(exporter: OTLPTraceExporter, spans: ReadableSpan[]): Promise<void> {
  return new Promise((resolve, reject) => {
    exporter.export(spans, ({ code, error }) => {
      if (code === SUCCESS) resolve()
      else reject(error ?? new Error('the collector refused the spans'))
    })
  })
}

/** `ExportResultCode.SUCCESS`. */
const SUCCESS = 0
