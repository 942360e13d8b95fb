import { type HttpMapping, httpMapping, isOperation, type Operation } from 'banyan/contract'
import { jobs } from 'banyan/durable/contract'
import { services } from '../../topologies/services.ts'

/** An operation of the system that has a route of its own. */
export interface Routed {
  /** `content.get` */
  readonly id: string
  readonly operation: Operation
  readonly mapping: HttpMapping
}

/** Every operation with an HTTP mapping, of every contract: also those that are for services only. */
export const routedOperations: readonly Routed[] = [...services.map(({ contract }) => contract), jobs].flatMap(
  ({ name: service, members }) =>
    Object.entries(members).flatMap(([name, member]) => {
      const mapping = isOperation(member) ? httpMapping(member) : undefined
      return isOperation(member) && mapping ? [{ id: `${service}.${name}`, operation: member, mapping }] : []
    }),
)

/** The status of success, before anybody waits for a job. */
export function statusOf({ kind, ...operation }: Operation): number {
  if (kind === 'job') return 202
  const status = 'status' in operation ? operation.status : undefined
  return status ?? 200
}
