import { Endpoint } from '../hosts/node/endpoint.ts'
import type { RawHandler } from '../hosts/node/raw.ts'
import { RouteTable } from '../hosts/node/routes.ts'
import type { Plan } from '../service/plan.ts'
import { OperationLimits } from './limits.ts'
import type { GatewayOptions } from './types.ts'

/** What answers a path of the gateway: an operation, or a handler of its own. */
export type Front = OperationRoute | RawRoute

export interface OperationRoute {
  readonly path: string
  readonly endpoint: Endpoint
  readonly limits: OperationLimits
  /** Whether a browser that navigates here gets the web's page. */
  readonly page: boolean
  /** Whether it needs nobody to be signed in. */
  readonly open: boolean
}

export interface RawRoute {
  readonly path: string
  readonly handler: RawHandler
}

/** All routes, compiled. Two that want the same requests are an error, found here and not by a visitor. */
export function frontRoutes(options: GatewayOptions): RouteTable<Front> {
  const routes = new RouteTable<Front>()
  for (const plan of options.plans) {
    const { mapping, operation } = plan
    if (!mapping || operation.auth === 'service') continue
    if (mapping.path.startsWith('/api/')) throw new Error(`${plan.id}: /api/x is the alias of /x; leave "/api" out`)
    const limits = new OperationLimits(plan, options.limits ?? {}, options.clock)
    const endpoint = new Endpoint(endingSessions(plan, options), mapping, limits.countInput)
    const page = operation.kind === 'query' && operation.page === true
    const route = { path: mapping.path, endpoint, limits, page, open: operation.auth === 'public' }
    routes.add(mapping.method, mapping.path, plan.id, route)
  }
  for (const [key, handler] of options.extra ?? []) {
    const [method = '', path = ''] = key.split(' ')
    routes.add(method, path, key, { path, handler })
  }
  return routes
}

/** The plan, which after it ended sessions answers only when the gateway knows that they ended. */
function endingSessions(plan: Plan, { sessionsEnded, log }: GatewayOptions): Plan {
  const { operation } = plan
  if (!sessionsEnded || operation.kind !== 'command' || operation.endsSessions !== true) return plan
  return {
    id: plan.id,
    service: plan.service,
    name: plan.name,
    operation,
    mapping: plan.mapping,
    deadline: plan.deadline,
    stream: (input, frame) => plan.stream(input, frame),
    async run(input, frame) {
      const output = await plan.run(input, frame)
      try {
        await sessionsEnded()
      } catch (error) {
        // The sessions did end; what failed is only to learn of it at once.
        log.warn(
          { err: error, requestId: frame.requestId, traceId: frame.trace.traceId },
          'ended sessions are not known yet',
        )
      }
      return output
    },
  }
}
