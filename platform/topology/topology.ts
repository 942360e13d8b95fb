import { StartError } from '../config/index.ts'

/** Where services run together: one process of the operating system, or several copies of it. */
export interface Place {
  readonly kind: 'process' | 'worker'
  /** Names of services; `*` takes every service that no other place names. */
  readonly services: '*' | readonly string[]
  readonly replicas: number
}

/** Which service is in which place. The file in `topologies/` is the only thing that changes when the system grows. */
export interface Topology {
  readonly places: Readonly<Record<string, Place>>
}

/** A place that answers requests: `process('*')`. */
export const process = (services: Place['services']): Place => ({ kind: 'process', services, replicas: 1 })

/** A place for jobs that may run several times: `worker(['ai'], { replicas: 2 })`. */
export const worker = (services: Place['services'], { replicas = 1 }: { readonly replicas?: number } = {}): Place => ({
  kind: 'worker',
  services,
  replicas,
})

export const topology = (value: Topology): Topology => value

/** The services of each place. Throws a `StartError` when a service has no place or two, or a place names none that exists. */
export function assign(topology: Topology, services: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const assigned = new Map<string, readonly string[]>()
  const taken = new Map<string, string>()
  const problems: string[] = []
  for (const [name, place] of Object.entries(topology.places)) {
    if (!Number.isInteger(place.replicas) || place.replicas < 1)
      problems.push(`the place "${name}" needs at least one process, not ${place.replicas}`)
    if (place.services === '*') continue
    for (const service of place.services) {
      if (!services.includes(service)) problems.push(`the place "${name}" names "${service}", which is no service`)
      const other = taken.get(service)
      if (other !== undefined) problems.push(`"${service}" is in two places, "${other}" and "${name}"`)
      taken.set(service, name)
    }
    assigned.set(name, place.services)
  }
  const rest = services.filter((service) => !taken.has(service))
  const open = Object.entries(topology.places).filter(([, place]) => place.services === '*')
  if (open.length > 1)
    problems.push(`only one place can take the rest, not ${open.map(([name]) => name).join(' and ')}`)
  if (open.length === 0 && rest.length > 0) problems.push(`no place for ${rest.join(', ')}`)
  for (const [name] of open) assigned.set(name, rest)
  if (problems.length > 0)
    throw new StartError(`The topology does not hold:\n${problems.map((p) => `  - ${p}`).join('\n')}`)
  return assigned
}
