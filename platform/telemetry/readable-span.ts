import { type HrTime, SpanKind as OtelKind, type SpanContext, SpanStatusCode, TraceFlags } from '@opentelemetry/api'
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import type { Span, SpanKind } from './spans.ts'

/** Turns our spans into OpenTelemetry's. Each service is a resource of its own, as if it ran alone. */
export function readableSpans(): (span: Span) => ReadableSpan {
  const resources = new Map<string, Resource>()
  const resourceOf = (service: string): Resource => {
    const known = resources.get(service)
    if (known) return known
    const made = resourceFromAttributes({ 'service.name': service })
    resources.set(service, made)
    return made
  }
  return (span) => {
    const context = contextOf(span, span.spanId)
    return {
      name: span.name,
      kind: KINDS[span.kind],
      spanContext: () => context,
      ...(span.parentId !== undefined && { parentSpanContext: contextOf(span, span.parentId) }),
      startTime: hrTime(span.start),
      endTime: hrTime(span.start + span.duration),
      duration: hrTime(span.duration),
      status: span.error === undefined ? WELL : { code: SpanStatusCode.ERROR, message: span.error },
      attributes: { ...span.attributes, ...(span.error !== undefined && { 'error.type': span.error }) },
      links: [],
      events: [],
      ended: true,
      resource: resourceOf(span.service),
      instrumentationScope: SCOPE,
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    }
  }
}

const KINDS: Readonly<Record<SpanKind, OtelKind>> = {
  internal: OtelKind.INTERNAL,
  server: OtelKind.SERVER,
  client: OtelKind.CLIENT,
  producer: OtelKind.PRODUCER,
  consumer: OtelKind.CONSUMER,
}
const WELL = { code: SpanStatusCode.UNSET }
const SCOPE = { name: 'banyan' }

const contextOf = ({ traceId, sampled }: Span, spanId: string): SpanContext => ({
  traceId,
  spanId,
  traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
})

/** Seconds and nanoseconds of milliseconds. */
function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000)
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)]
}
