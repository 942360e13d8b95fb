// The program as `npm start` runs it, in a shape of its own: two processes of whatever is not the front door.
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
        front: process(['auth', 'users']),
        models: worker(['ai'], { replicas: 2 }),
        rest: worker('*', { replicas: 2 }),
      },
    }),
  placeProgram: fileURLToPath(new URL('../../topologies/place.ts', import.meta.url)),
  env: (given) => ({ ...given, NODE_ENV: 'production', BANYAN_DEMO: 'off' }),
})
