import { type Contract, isOperation } from '../contract/index.ts'
import type { Service } from './service.ts'

/** Throws one error with everything that does not fit together, before anything is started. */
export function checkServices(services: readonly Service[], elsewhere: ReadonlySet<string>): void {
  const problems = [...doubles(services), ...services.flatMap((service) => [...gaps(service, services, elsewhere)])]
  if (problems.length === 0) openOrder(services)
  else
    throw new TypeError(`The services do not fit together:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
}

/** The services with each after those it uses. Throws when they use each other in a circle. */
export function openOrder(services: readonly Service[]): Service[] {
  const byName = new Map(services.map((service) => [service.contract.name, service]))
  const ordered: Service[] = []
  const path: string[] = []
  const visit = (service: Service) => {
    const { name } = service.contract
    if (ordered.includes(service)) return
    if (path.includes(name)) throw new TypeError(`Services use each other in a circle: ${[...path, name].join(' -> ')}`)
    path.push(name)
    for (const used of Object.values(service.definition.uses ?? {})) {
      const next = byName.get(used.name)
      if (next) visit(next)
    }
    path.pop()
    ordered.push(service)
  }
  for (const service of services) visit(service)
  return ordered
}

function* doubles(services: readonly Service[]): Iterable<string> {
  const seen = new Set<string>()
  for (const { contract } of services) {
    if (seen.has(contract.name)) yield `two services are named "${contract.name}"`
    seen.add(contract.name)
  }
}

function* gaps(
  { contract, definition }: Service,
  services: readonly Service[],
  elsewhere: ReadonlySet<string>,
): Iterable<string> {
  const { name } = contract
  const here = (other: Contract) => services.some((service) => service.contract.name === other.name)
  for (const [operation, member] of Object.entries(contract.members))
    if (isOperation(member) && !definition.handle[operation]) yield `${name}: nothing handles "${operation}"`
  for (const used of Object.values(definition.uses ?? {}))
    if (!here(used) && !elsewhere.has(used.name))
      yield `${name} uses "${used.name}", which runs nowhere in this topology`
  for (const key of Object.keys({ ...definition.on, ...definition.hear })) {
    const [other = '', event = ''] = key.split('.')
    if (definition.listens?.[other]?.members[event]?.kind !== 'event')
      yield `${name} listens to "${key}", which is no event`
  }
  for (const [schedule, { job }] of Object.entries(definition.schedules ?? {}))
    if (contract.members[String(job)]?.kind !== 'job') yield `${name}: the schedule "${schedule}" names no job`
}
