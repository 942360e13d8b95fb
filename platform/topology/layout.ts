import { StartError } from '../config/index.ts'
import { jobs } from '../durable/index.ts'
import { checkServices } from '../service/check-services.ts'
import type { Service } from '../service/index.ts'
import { type Connections, connectionShares } from './connections.ts'
import { assign, type Topology } from './topology.ts'

/** One process of a topology. */
export interface Instance {
  /** The name of its place, with a number where that has several: `rest`, `models-2`. */
  readonly name: string
  readonly place: string
  readonly services: readonly string[]
}

/** The processes of a topology. */
export interface Layout {
  /** Starts the others, and has the gateway and the built-in service `jobs`. */
  readonly front: Instance
  readonly others: readonly Instance[]
  /** What each of them may take of the database. */
  readonly connections: Connections
}

/**
 * Throws a `StartError` for a topology that does not hold, a `TypeError` for services that do not fit together. A place
 * without services gets no process, but for the first. `granted`: the connections to the database that all may take.
 */
export function layOut(topology: Topology, services: readonly Service[], granted = GRANTED): Layout {
  checkServices(services, new Set([jobs.name]))
  const names = services.map(({ contract }) => contract.name)
  const assigned = assign(topology, names)
  const all = Object.entries(topology.places).flatMap(([place, { replicas }], at) => {
    const own = assigned.get(place) ?? []
    if (own.length === 0 && at > 0) return []
    return Array.from({ length: replicas }, (_, n) => ({
      name: replicas === 1 ? place : `${place}-${n + 1}`,
      place,
      services: own,
    }))
  })
  const [first, ...others] = all
  if (!first) throw new StartError('The topology does not hold:\n  - it has no place')
  const front = { ...first, services: [...first.services, jobs.name] }
  const connections = connectionShares(
    [front, ...others].map((each) => each.services.length),
    granted,
  )
  return { front, others, connections }
}

/** Of the 100 that PostgreSQL allows by default, some are kept for its administrators and for people who look inside. */
const GRANTED = 90
