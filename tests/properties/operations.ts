import { type Contract, type HttpMapping, httpMapping, isOperation, type Operation } from 'banyan/contract'
import { jobs } from 'banyan/durable/contract'
import { services } from '../../topologies/services.ts'

/** One operation of the system that can be reached from somewhere. In generated inputs it stands by its id. */
export interface Reachable {
  /** `ai.models` */
  readonly id: string
  readonly service: string
  readonly name: string
  readonly operation: Operation
  readonly mapping: HttpMapping
}

/** Every operation of the five services and of `jobs`. */
export const operations: readonly Reachable[] = [...services.map(({ contract }) => contract), jobs].flatMap(
  ({ name: service, members }: Contract) =>
    Object.entries(members).flatMap(([name, operation]) => {
      const mapping = isOperation(operation) ? httpMapping(operation) : undefined
      return mapping && isOperation(operation) ? [{ id: `${service}.${name}`, service, name, operation, mapping }] : []
    }),
)

export function operationOf(id: string): Reachable {
  const found = operations.find((operation) => operation.id === id)
  if (!found) throw new TypeError(`there is no operation ${id}`)
  return found
}
