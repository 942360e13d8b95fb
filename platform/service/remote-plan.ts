import {
  asFailure,
  type Contract,
  type HttpMapping,
  httpMapping,
  isOperation,
  type Operation,
} from '../contract/index.ts'
import { longestCall } from './call-deadline.ts'
import type { Frame } from './frame.ts'
import type { Link } from './link.ts'
import type { Plan } from './plan.ts'

/**
 * The operations of a service in another place, as plans: a gateway serves them like those that run beside it. Input is
 * passed on as it came, and checked where it is handled; whoever called is passed on as he is, a visitor as a visitor.
 */
export function remotePlans({ name: service, members }: Contract, link: Link): Plan[] {
  return Object.entries(members).flatMap(([name, operation]) => {
    const mapping = isOperation(operation) ? httpMapping(operation) : undefined
    return mapping && isOperation(operation) ? [remotePlan(service, name, operation, mapping, link)] : []
  })
}

function remotePlan(service: string, name: string, operation: Operation, mapping: HttpMapping, link: Link): Plan {
  return {
    id: `${service}.${name}`,
    service,
    name,
    operation,
    mapping,
    deadline: longestCall(operation),
    run: (input, frame) => link.call(name, input, { service: null, frame }, options(frame)).catch(onThisSide),
    stream: (input, frame) => link.stream(name, input, { service: null, frame }),
  }
}

const options = ({ idempotencyKey, wait }: Frame) => ({
  ...(idempotencyKey !== undefined && { idempotencyKey }),
  ...(wait !== undefined && { wait }),
})

/** What went wrong over there was logged over there; a fault on this side of the link is for this side's log, as itself. */
function onThisSide(error: unknown): never {
  const { kind, cause } = asFailure(error)
  throw kind === 'internal' && cause !== undefined ? cause : error
}
