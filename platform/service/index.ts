export { anonymous, type Caller, type User } from './caller.ts'
export {
  type Context,
  Done,
  type EnqueueOptions,
  type JobContext,
  type OpenContext,
  type ServiceContext,
  type Shape,
  type ShapeOf,
} from './context.ts'
export type { Decision } from './decision.ts'
export type { Frame, Trace } from './frame.ts'
export type { Link, Origin } from './link.ts'
export { type Observer, silent } from './observer.ts'
export { typesHeard } from './open-service.ts'
export type { Plan } from './plan.ts'
export type { ResilienceState } from './resilience-state.ts'
export { openRuntime, type Runtime, type RuntimeOptions } from './runtime.ts'
export {
  type Consumer,
  type Handler,
  type Handlers,
  type HealthCheck,
  type Received,
  type Service,
  service,
} from './service.ts'
export { type Fallback, type Used, type UsePolicy, use } from './use.ts'
