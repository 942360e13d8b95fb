// The program as `npm start` runs it, in three processes: what people see, and twice what talks to the outside.
import { fileURLToPath } from 'node:url'
import { process, start, topology, worker } from 'banyan/topology'
import { identity, services } from '../../topologies/services.ts'
import { web } from '../../topologies/web.ts'

await start({
  services,
  identity,
  web,
  topology: async () =>
    topology({
      places: {
        front: process('*'),
        outside: worker(['ai', 'search', 'oauth'], { replicas: 2 }),
      },
    }),
  placeProgram: fileURLToPath(new URL('../../topologies/place.ts', import.meta.url)),
  env: (given) => ({ ...given, NODE_ENV: 'production', BANYAN_DEMO: 'off' }),
})
