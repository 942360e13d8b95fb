export { formatTraceparent, parseTraceparent } from '../service/traceparent.ts'
export { type Admin, type AdminOptions, startAdmin } from './admin.ts'
export {
  type Check,
  type CheckReport,
  createHealth,
  type Health,
  type HealthOptions,
  type HealthReport,
} from './health.ts'
export { healthRoutes } from './health-routes.ts'
export type { Meter } from './meter.ts'
export { processMemory } from './process-memory.ts'
export type { DurableState, PoolState } from './sources.ts'
export type { Span, SpanAttributes, SpanKind } from './spans.ts'
export { createTelemetry, type Telemetry, type TelemetryOptions } from './telemetry.ts'
