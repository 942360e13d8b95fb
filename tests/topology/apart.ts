// As far apart as it goes: a front place that has no service of its own, and each service in a process of its own.
import { fileURLToPath } from 'node:url'
import { process, start, topology } from 'banyan/topology'
import { identity, services } from '../../topologies/services.ts'
import { web } from '../../topologies/web.ts'

const apart = services.map(({ contract: { name } }) => [name, process([name])] as const)

await start({
  services,
  identity,
  web,
  topology: async () => topology({ places: { front: process([]), ...Object.fromEntries(apart) } }),
  placeProgram: fileURLToPath(new URL('../../topologies/place.ts', import.meta.url)),
  env: (given) => ({ ...given, NODE_ENV: 'production' }),
})
